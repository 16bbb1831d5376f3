using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events;

/// <summary>What is published reaches its subscribers, as it was.</summary>
public abstract class DeliveryTests(EventTransport transport) : EventTest(transport)
{
    [EventFact]
    public async Task Publish_Committed_ReachesEverySubscriberOnce()
    {
        await using var host = await StartAsync([new TheShopModule(), new TheStockModule(), new TheMailModule()]);

        var numbers = await host.SellAsync("ann", "bob", "ann");

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 3)).ShouldBe(numbers, ignoreOrder: true);
        (await Wait.UntilAsync(host.ConfirmedAsync, r => r.Count >= 3)).ShouldBe(numbers, ignoreOrder: true);
    }

    [EventFact]
    public async Task Handler_GetsTheEnvelope_WithWhoAndWhy()
    {
        await using var host = await StartAsync();
        CallContext.Current = new("request-7", UserId: 42, Deadline: null) { Tenant = "north" };

        var number = (await host.SellAsync("ann")).Single();
        CallContext.Current = null;

        var (got, context) = (await Wait.UntilAsync(() => Task.FromResult(host.Stock.Entered.ToList()), e => e.Count > 0))[0];
        got.Data.ShouldBe(new OrderPlaced(number, "ann"));
        (got.Type, got.Version, got.Source, got.Tenant, got.UserId, got.CorrelationId, got.AggregateKey).ShouldBe(("shop.order-placed.v1", 1, "shop", "north", 42, "request-7", "ann"));
        got.Id.ShouldNotBe(Guid.Empty);
        (context!.CorrelationId, context.UserId, context.Tenant).ShouldBe(("request-7", 42, "north"));
        context.Deadline.ShouldNotBeNull();
    }
}

public sealed class DeliveryOverPostgreSql() : DeliveryTests(EventTransport.PostgreSql);

public sealed class DeliveryOverRabbitMq() : DeliveryTests(EventTransport.RabbitMq), IOverRabbitMq;
