using Microsoft.AspNetCore.Builder;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Each flaw of events and subscriptions is planted here; each must be found at the start, and all of them in one report.</summary>
public sealed class EventVerificationTests
{
    private static readonly EventType Placed = EventType.Read(typeof(OrderPlaced), "Shop").Event!;

    private readonly StartupErrors _errors = new();

    private EventVerification Verification => new(_errors);

    [Fact]
    public void CheckSubscriptions_DeclaredKnownAndHandled_IsFine()
    {
        Check(["shop.order-placed.v1"], [(typeof(OrderPlaced), typeof(FirstHandler<>))]).ShouldBe([(Placed, typeof(FirstHandler<>))]);

        _errors.All.ShouldBeEmpty();
    }

    [Fact]
    public void CheckSubscriptions_NotDeclared_NamesTheHandlerAndTheEvent()
    {
        Check([], [(typeof(OrderPlaced), typeof(FirstHandler<>))]).ShouldBeEmpty();

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("FirstHandler"), e => e.ShouldContain("'shop.order-placed.v1', which the manifest of 'Orders' does not declare"));
    }

    [Fact]
    public void CheckSubscriptions_TwoHandlers_NamesBoth()
    {
        Check(["shop.order-placed.v1"], [(typeof(OrderPlaced), typeof(FirstHandler<>)), (typeof(OrderPlaced), typeof(SecondHandler<>))]).ShouldBeEmpty();

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("FirstHandler"), e => e.ShouldContain("SecondHandler"));
    }

    [Fact]
    public void CheckSubscriptions_UnknownEvent_SaysWhichThereAre()
    {
        Check(["shop.order-lost.v1"], []).ShouldBeEmpty();

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("'shop.order-lost.v1', which no known Contracts declare"), e => e.ShouldContain("known: shop.order-placed.v1"));
    }

    [Fact]
    public void CheckSubscriptions_NoHandler_SaysSo()
    {
        Check(["shop.order-placed.v1"], []).ShouldBeEmpty();

        _errors.All.ShouldHaveSingleItem().ShouldContain("has no handler for it");
    }

    [Fact]
    public void CheckNames_OneNameTwice_NamesBothRecords()
    {
        Verification.CheckNames([Placed, Placed with { Record = typeof(FirstHandler<>) }]);

        _errors.All.ShouldHaveSingleItem().ShouldContain("'shop.order-placed.v1' is the name of Monolith.ShopModule.OrderPlaced and ");
    }

    [Theory]
    [InlineData(true, false, "publishes events and has no database for its outbox")]
    [InlineData(false, true, "handles events and has no database for its inbox")]
    public void CheckDatabase_None_SaysForWhatItIsNeeded(bool publishes, bool subscribes, string expected)
    {
        Verification.CheckDatabase(new("Orders"), publishes, subscribes, hasContext: false);

        _errors.All.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Theory]
    [InlineData(typeof(Nameless))]
    [InlineData(typeof(OfAnotherModule))]
    [InlineData(typeof(NotInLowerCase))]
    [InlineData(typeof(WithoutAVerb))]
    [InlineData(typeof(VersionZero))]
    public void Read_WhatIsNotNamedAsItMust_SaysHow(Type record)
    {
        var (@event, flaw) = EventType.Read(record, "Shop");

        @event.ShouldBeNull();
        flaw.ShouldNotBeNull().ShouldSatisfyAllConditions(() => flaw.ShouldContain(record.Name), () => flaw.ShouldContain("[EventName(\"shop.what-happened\""));
    }

    [Fact]
    public void AddModules_EverythingWrong_IsOneReport()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Events:Lease"] = "00:00:01";
        builder.Configuration["Events:MaxAttempts"] = "0";
        builder.Configuration["Events:Leese"] = "1";
        var errors = new StartupErrors();
        builder.AddModules(
            errors,
            [new TheStockModule { Manifest = new("Stock") { DependsOn = ["Shop"] } }, new TheMailModule { Manifest = new("Mail") { DependsOn = ["Shop"], SubscribesTo = ["shop.order-lost.v1"] } }, new TheShopModule()],
            alsoContracts: typeof(OrderPlaced).Assembly);

        var message = Should.Throw<StartupException>(errors.ThrowIfAny).Message;
        message.ShouldContain("which the manifest of 'Stock' does not declare");
        message.ShouldContain("Module 'Mail' subscribes to 'shop.order-lost.v1'");
        message.ShouldContain("'Events:Lease': must be at least twice HandlerTimeout");
        message.ShouldContain("'Events:MaxAttempts': must be 1 to 100.");
        message.ShouldContain("'Events:Leese' is unknown");
    }

    private List<(EventType Event, Type Handler)> Check(IReadOnlyList<string> declared, IReadOnlyCollection<(Type, Type)> handlers)
        => [.. Verification.CheckSubscriptions(new("Orders") { SubscribesTo = declared }, handlers, [Placed])];

    // Generic, so that no scan of this assembly finds them.
    private sealed class FirstHandler<T>;

    private sealed class SecondHandler<T>;

    private sealed record Nameless : IIntegrationEvent;

    [EventName("mail.sent")]
    private sealed record OfAnotherModule : IIntegrationEvent;

    [EventName("shop.OrderPlaced")]
    private sealed record NotInLowerCase : IIntegrationEvent;

    [EventName("shop.")]
    private sealed record WithoutAVerb : IIntegrationEvent;

    [EventName("shop.order-placed", Version = 0)]
    private sealed record VersionZero : IIntegrationEvent;
}
