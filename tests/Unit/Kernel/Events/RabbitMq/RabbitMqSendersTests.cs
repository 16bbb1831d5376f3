using Monolith.Kernel.Events;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events.RabbitMq;

/// <summary>One broker, several subscribers.</summary>
public sealed class RabbitMqSendersTests() : EventTest(EventTransport.RabbitMq), IOverRabbitMq
{
    private static readonly (string, string)[] LongerThanTheTest = [("Events:HandlerTimeout", "00:02:00"), ("Events:Lease", "00:05:00")];

    [EventFact]
    public async Task Broker_ThatIsSilentForOneSubscriber_CarriesTheEventsOfAnother()
    {
        using var wire = new BrokerWire(await BrokerAsync());
        await using var host = await StartAsync(
            [new TheShopModule(), new TheStockModule(), new TheMailModule()], [("Events:RabbitMq:Port", $"{wire.Port}"), .. LongerThanTheTest]);
        // Cut before it ends, it does not wait for answers that will not come.
        using var cut = wire;
        await host.SellAsync("ann");
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 2);

        wire.SilenceFor("mail");
        await host.SellAsync("bob", "carl", "dora");

        await Wait.UntilAsync(() => Database.QueryAsync<long>("SELECT count(*) FROM shop.outbox_deliveries WHERE state = 2 AND subscriber = 'stock'"), delivered => delivered == 4);
        (await StatesAsync("1")).ShouldBe(3);
    }
}
