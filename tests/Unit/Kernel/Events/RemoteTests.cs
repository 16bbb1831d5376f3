using Monolith.Kernel.Events;
using Monolith.Kernel.Modules;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Publisher and subscriber in two processes, either being the one that was cut out.</summary>
public abstract class RemoteTests(EventTransport transport) : EventTest(transport)
{
    private readonly Uri _url = new($"http://127.0.0.1:{Ports.Free()}");

    [EventFact]
    public async Task Subscriber_ThatIsAService_GetsItsEventsFromTheHost()
    {
        await using var host = await StartHostAsync();
        await using var service = await StartServiceAsync();
        Fail(service, e => service.Stock.Entered.Count(x => x.Event.Id == e.Id) < 2);

        var numbers = await host.SellAsync("ann", "ann", "bob");

        await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 3);
        var reservations = await ReservationsAsync(host);
        reservations.Select(r => r.Number).ShouldBe(numbers, ignoreOrder: true);
        reservations.Where(r => r.Customer == "ann").Select(r => r.Number).ShouldBeInOrder();
        host.Stock.Entered.ShouldBeEmpty();
        service.Stock.Entered.Count.ShouldBe(6);
        (await Database.QueryAsync<string>("SELECT min(last_error) FROM shop.outbox_deliveries")).ShouldStartWith("InvalidOperationException: No stock for");
    }

    [EventFact]
    public async Task Subscriber_ThatIsDown_CostsNoAttempts()
    {
        await using var host = await StartHostAsync();
        await host.SellAsync("ann", "bob");
        await Wait.UntilAsync(() => Task.FromResult(host.Logs.Count(l => l.Contains("cannot be reached", StringComparison.Ordinal))), seen => seen >= 4);

        (await Database.QueryAsync<long>("SELECT sum(attempts) FROM shop.outbox_deliveries")).ShouldBe(0);
        await using var service = await StartServiceAsync();

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 2)).Count.ShouldBe(2);
    }

    [EventFact]
    public async Task Publisher_ThatIsAService_DeliversToTheHost()
    {
        await using var host = await StartProcessAsync(url: _url, settings: ("Events:Dispatch", "false"));
        await using var service = await StartProcessAsync([new TheShopModule()], "shop", elsewhere: new RemoteDefault("monolith", _url));

        var numbers = await service.SellAsync("ann", "bob");

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 2)).ShouldBe(numbers, ignoreOrder: true);
        host.Stock.Entered.Count.ShouldBe(2);
    }

    private Task<EventHost> StartHostAsync() => StartAsync(settings: [("Modules:Stock:Placement", "Remote"), ("Modules:Stock:Url", _url.ToString()), ("Events:MaxAttempts", "5")]);

    private Task<EventHost> StartServiceAsync()
        => StartProcessAsync([new TheStockModule()], "stock", _url, new RemoteDefault("monolith", new Uri("http://127.0.0.1:9")));
}

public sealed class RemoteOverPostgreSql() : RemoteTests(EventTransport.PostgreSql);

public sealed class RemoteOverRabbitMq() : RemoteTests(EventTransport.RabbitMq), IOverRabbitMq;
