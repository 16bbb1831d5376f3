using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events.Outbox;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>What it costs the publisher's server to take events from the outbox and to write what became of them.</summary>
public sealed class OutboxStoreTests : EventTest
{
    private const int Most = 100;

    [Fact]
    public async Task Backlog_ThatTheStatisticsDoNotKnow_IsNotReadAgainForEachEvent()
    {
        await using var host = await StartAsync(settings: ("Events:Dispatch", "false"));
        var store = StoreOf(host);
        // As a busy system is when statistics are taken: much that is over, nothing that waits. And then the subscriber is away.
        await FillAsync(count: 5000, state: 2);
        await Database.QueryAsync<object>("VACUUM ANALYZE shop.outbox_deliveries");
        await FillAsync(count: 2000, state: 1);
        var before = await RowsReadAsync(store);

        var leased = await store.LeaseAsync("stock", Most, TimeSpan.FromMinutes(1), default);
        await store.CompleteAsync("stock", leased, default);

        leased.Count.ShouldBe(Most);
        (await StatesAsync("2")).ShouldBe(5000 + Most);
        (await RowsReadAsync(store) - before).ShouldBeLessThan(10 * Most);
    }

    [Fact]
    public async Task Backlog_OfATableThatWasEmptyAMomentAgo_IsNotReadAgainForEachEvent()
    {
        await using var host = await StartAsync(settings: ("Events:Dispatch", "false"));
        var store = StoreOf(host);
        // What is planned now is planned for nothing.
        await Database.QueryAsync<object>("VACUUM ANALYZE shop.outbox_deliveries");
        for (var i = 0; i < 20; i++)
        {
            await FillAsync(count: 1, state: 1);
            await store.CompleteAsync("stock", await store.LeaseAsync("stock", Most, TimeSpan.FromMinutes(1), default), default);
        }

        await FillAsync(count: 5000, state: 1);
        var before = await RowsReadAsync(store);

        var leased = await store.LeaseAsync("stock", Most, TimeSpan.FromMinutes(1), default);
        await store.CompleteAsync("stock", leased, default);

        leased.Count.ShouldBe(Most);
        (await RowsReadAsync(store) - before).ShouldBeLessThan(2 * 5000);
    }

    [Fact]
    public async Task Publishing_WaitsForTheDisk_AndDeliveringDoesNot()
    {
        await Database.QueryAsync<object>($"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(Database.ConnectionString).Database}\" SET synchronous_commit = on");
        await using var host = await StartAsync(settings: ("Events:MaxAttempts", "2"));
        await Database.QueryAsync<object>(
            """
            CREATE TABLE public.commits (operation text, synchronous text);
            CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                $$ BEGIN INSERT INTO public.commits VALUES (TG_OP, current_setting('synchronous_commit')); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER note AFTER INSERT OR UPDATE ON shop.outbox_deliveries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note();
            """);
        Fail(host, e => e.Data.Customer == "bob");

        await host.SellAsync("ann", "bob");

        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 1);
        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        (await Database.QueryAsync<string>("SELECT string_agg(DISTINCT operation || ' ' || synchronous, ', ') FROM public.commits")).ShouldBe("INSERT on, UPDATE off");
    }

    private static OutboxStore StoreOf(EventHost host) => host.Services.GetRequiredService<OutboxStores>().Find("shop")!;

    // 200 customers.
    private Task FillAsync(int count, int state) => Database.QueryAsync<object>(
        $"""
        WITH event AS (
            INSERT INTO shop.outbox_events (id, type, occurred_at, aggregate_key, data)
            SELECT gen_random_uuid(), 'shop.order-placed.v1', now(), 'customer ' || i % 200, json_build_object() FROM generate_series(1, {count}) i RETURNING position, aggregate_key)
        INSERT INTO shop.outbox_deliveries (position, subscriber, aggregate_key, state, attempts, next_try_at) SELECT position, 'stock', aggregate_key, {state}, 0, now() FROM event
        """);

    // The store's statements run one after the other, so all on the one connection that its pool has, which is told to report what it has read.
    private async Task<long> RowsReadAsync(OutboxStore store)
    {
        await using (var connection = await store.Database.OpenConnectionAsync(default))
        await using (var flush = new NpgsqlCommand("SELECT pg_stat_force_next_flush()", connection))
        {
            await flush.ExecuteNonQueryAsync();
        }

        return await Database.QueryAsync<long>(
            """
            SELECT t.seq_tup_read + (SELECT sum(i.idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid)::bigint
            FROM pg_stat_user_tables t WHERE t.relid = 'shop.outbox_deliveries'::regclass
            """);
    }
}
