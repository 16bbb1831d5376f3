using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events;
using Monolith.ShopModule;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events;

/// <summary>What is kept serves subscribers to come; what is forgotten is not delivered again.</summary>
public abstract class RetentionTests(EventTransport transport) : EventTest(transport)
{
    [EventFact]
    public async Task Replay_ForANewSubscriber_DeliversWhatItHasNotHadInOrder()
    {
        IReadOnlyList<int> before;
        await using (var alone = await StartAsync([new TheShopModule()]))
        {
            before = await alone.SellAsync("ann", "bob", "ann", "ann");
        }

        await using var host = await StartAsync();
        var after = await host.SellAsync("cas");
        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count > 0)).ShouldBe(after);

        (await ControlOf(host).ReplayAsync(new("shop", "stock", null, "new"), "eve", default)).Count.ShouldBe(4);

        await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 5);
        (await ReservationsAsync(host)).Where(r => r.Customer == "ann").Select(r => r.Number).ShouldBe([before[0], before[2], before[3]]);
        (await ControlOf(host).ReplayAsync(new("shop", "stock", null, "again"), "eve", default)).Count.ShouldBe(0);
    }

    [EventFact]
    public async Task Replay_SinceATime_LeavesOutWhatIsOlder()
    {
        await using (var alone = await StartAsync([new TheShopModule()]))
        {
            await alone.SellAsync("ann", "bob");
            await Database.QueryAsync<int>("UPDATE shop.outbox_events SET occurred_at = now() - interval '2 days' WHERE aggregate_key = 'ann'");
        }

        await using var host = await StartAsync();

        (await ControlOf(host).ReplayAsync(new("shop", "stock", DateTimeOffset.UtcNow.AddDays(-1), "new"), "eve", default)).Count.ShouldBe(1);
    }

    [EventFact]
    public async Task Event_OlderThanItsSubscriberRemembers_IsNeitherReplayedNorRedriven()
    {
        await using var host = await StartAsync();
        Fail(host, e => e.Data.Customer == "ann");
        await host.SellAsync("ann", "bob");
        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        await Database.QueryAsync<int>("UPDATE shop.outbox_events SET occurred_at = now() - interval '91 days'");
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 1);
        await Database.QueryAsync<int>("DELETE FROM shop.outbox_deliveries WHERE state = 2");

        (await ControlOf(host).RedriveAsync(new(null, null, null, All: true, "x"), "eve", default)).ShouldBe(new(0, 1));
        (await ControlOf(host).ReplayAsync(new("shop", "stock", null, "x"), "eve", default)).Count.ShouldBe(0);
    }

    [EventFact]
    public async Task Purge_RemovesWhatEverybodyHasHadAndNothingElse()
    {
        await using var host = await StartAsync();
        Fail(host, e => e.Data.Customer == "ann");
        await host.SellAsync("ann", "bob", "cas");
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 2);
        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        await Database.QueryAsync<int>("UPDATE shop.outbox_events SET occurred_at = now() - interval '8 days' WHERE aggregate_key <> 'cas'");
        await Database.QueryAsync<int>("UPDATE stock.inbox_events SET handled_at = now() - interval '91 days' WHERE id = (SELECT id FROM shop.outbox_events WHERE aggregate_key = 'bob')");

        await host.Services.GetRequiredService<EventPurge>().RunAsync(default);

        (await Database.QueryAsync<string>("SELECT string_agg(aggregate_key, ',' ORDER BY position) FROM shop.outbox_events")).ShouldBe("ann,cas");
        (await Database.QueryAsync<string>("SELECT string_agg(aggregate_key, ',' ORDER BY position) FROM shop.outbox_deliveries")).ShouldBe("ann,cas");
        (await Database.QueryAsync<long>("SELECT count(*) FROM stock.inbox_events")).ShouldBe(1);
    }
}

public sealed class RetentionOverPostgreSql() : RetentionTests(EventTransport.PostgreSql);

public sealed class RetentionOverRabbitMq() : RetentionTests(EventTransport.RabbitMq), IOverRabbitMq;
