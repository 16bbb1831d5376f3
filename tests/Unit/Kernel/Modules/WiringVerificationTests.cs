using MediatR;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.Kernel.Startup;
using Monolith.ProbeModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Modules;

/// <summary>Each flaw of wiring is planted here; each must be found, and all of them in one report.</summary>
public sealed class WiringVerificationTests
{
    private readonly StartupErrors _errors = new();

    private WiringVerification Verification => new(_errors);

    [Fact]
    public void CheckHandlers_NoHandler_SaysWhichRequestAndModule()
    {
        Verification.CheckHandlers(new("Orders"), ScanOf(), [typeof(Lonely<int>)]);

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("has no handler"), e => e.ShouldContain("'Orders'"));
    }

    [Fact]
    public void CheckHandlers_TwoHandlers_NamesBoth()
    {
        Verification.CheckHandlers(new("Orders"), ScanOf(typeof(FirstHandler<int>), typeof(SecondHandler<int>)), [typeof(Lonely<int>)]);

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("FirstHandler"), e => e.ShouldContain("SecondHandler"));
    }

    [Fact]
    public void CheckHandlers_OneHandler_IsFine()
    {
        Verification.CheckHandlers(new("Orders"), ScanOf(typeof(FirstHandler<int>)), [typeof(Lonely<int>)]);

        _errors.All.ShouldBeEmpty();
    }

    [Fact]
    public void CheckForeignHandlers_HandlesAnotherModulesRequest_SaysWhoOwnsIt()
    {
        Verification.CheckForeignHandlers(new("Orders"), ScanOf(typeof(ProbeHandler)));

        _errors.All.ShouldAllBe(e => e.Contains("belongs to 'Probe'"));
        _errors.All.Count.ShouldBe(3);
    }

    [Fact]
    public void CheckDependencies_UnknownModule_IsNamedWithTheKnownOnes()
    {
        Verification.CheckDependencies(new("Orders") { DependsOn = ["Catalog", "Payments"] }, new HashSet<string> { "Orders", "Payments" });

        _errors.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.ShouldContain("'Catalog'"), e => e.ShouldContain("known: Orders, Payments"));
    }

    [Fact]
    public void CheckNames_ListedTwice_IsAnError()
    {
        Verification.CheckNames([new TheProbeModule(), new TheProbeModule()]);

        _errors.All.ShouldHaveSingleItem().ShouldContain("listed 2 times");
    }

    [Fact]
    public void CheckPlacement_RemoteWithoutUrl_SaysWhichSetting()
    {
        Verification.CheckPlacement("Orders", ModulePlacement.Remote, new ModuleSettings(), loaded: false);

        _errors.All.ShouldHaveSingleItem().ShouldContain("Modules:Orders:Url");
    }

    [Fact]
    public void CheckPlacement_InProcessButNotLoaded_IsAnError()
    {
        Verification.CheckPlacement("Orders", ModulePlacement.InProcess, new ModuleSettings(), loaded: false);

        _errors.All.ShouldHaveSingleItem().ShouldContain("does not load");
    }

    [Theory]
    [InlineData(typeof(HoldsObject), "Value is a Object")]
    [InlineData(typeof(HoldsStream), "Content is a Stream")]
    [InlineData(typeof(HoldsDelegate), "Callback is a Action")]
    [InlineData(typeof(HoldsQuery), "Rows is a IQueryable`1")]
    [InlineData(typeof(HoldsNested), "Value is a Object")]
    [InlineData(typeof(NotARecord), "NotARecord is a NotARecord")]
    public void FlawsOf_WhatDoesNotSurviveJson_IsNamed(Type type, string flaw) => WireShape.FlawsOf(type).ShouldHaveSingleItem().ShouldEndWith(flaw);

    [Theory]
    [InlineData(typeof(ProbeAnswer))]
    [InlineData(typeof(Dictionaries))]
    [InlineData(typeof(Recursive))]
    public void FlawsOf_PureRecords_HaveNone(Type type) => WireShape.FlawsOf(type).ShouldBeEmpty();

    private static HandlerScan ScanOf(params Type[] types) => new(typeof(WiringVerificationTests).Assembly, types);

    // Generic, so that the scan of this assembly for other tests passes them by.
    internal sealed record Lonely<T> : IRequest<Result<int>>;

    internal sealed class FirstHandler<T> : IRequestHandler<Lonely<T>, Result<int>>
    {
        public Task<Result<int>> Handle(Lonely<T> request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
    }

    internal sealed class SecondHandler<T> : IRequestHandler<Lonely<T>, Result<int>>
    {
        public Task<Result<int>> Handle(Lonely<T> request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(2);
    }

    public sealed record HoldsObject(object Value);

    public sealed record HoldsStream(Stream Content);

    public sealed record HoldsDelegate(Action Callback);

    public sealed record HoldsQuery(IQueryable<int> Rows);

    public sealed record HoldsNested(IReadOnlyList<HoldsObject> Items);

    public sealed class NotARecord
    {
        public int Value { get; set; }
    }

    public sealed record Dictionaries(IReadOnlyDictionary<string, decimal> Prices, DateOnly? Day, ProbeKind[] Kinds);

    public sealed record Recursive(string Name, IReadOnlyList<Recursive> Children);
}
