using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Each way in which a dispatcher hears of events works without the others.</summary>
public sealed class WakeUpTests : EventTest
{
    private static readonly (string, string) Never = ("Events:PollInterval", "00:10:00");

    [Fact]
    public async Task Commit_InThisProcess_WakesItsDispatcher()
    {
        await using var host = await StartAsync(settings: Never);

        await host.SellAsync("ann");
        await host.SellAsync("ann", "bob");

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 3)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Commit_InAnotherProcess_WakesByNotify()
    {
        await using var dispatcher = await StartAsync(settings: Never);
        await using var publisher = await StartAsync(settings: [Never, ("Events:Dispatch", "false")]);
        await Wait.UntilAsync(
            async () => await Database.QueryAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN monolith_events%'"), listening => listening > 0);

        await publisher.SellAsync("ann");

        (await Wait.UntilAsync(dispatcher.ReservedAsync, r => r.Count > 0)).Count.ShouldBe(1);
        publisher.Stock.Entered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Commit_ThatNobodyWasToldOf_IsFoundByThePoll()
    {
        await using var dispatcher = await StartAsync();
        // As of a process that dies between its commit and the announcement: nobody announces this one.
        await using (var lost = await Database.DataSource.OpenConnectionAsync())
        await using (var transaction = await lost.BeginTransactionAsync())
        {
            await new NpgsqlCommand(
                """
                WITH e AS (INSERT INTO shop.outbox_events (id, type, occurred_at, aggregate_key, data)
                    VALUES (gen_random_uuid(), 'shop.order-placed.v1', now(), 'ann', '{"number": 7, "customer": "ann"}') RETURNING position)
                INSERT INTO shop.outbox_deliveries (position, subscriber, aggregate_key, state, attempts, next_try_at) SELECT position, 'stock', 'ann', 1, 0, now() FROM e
                """, lost, transaction).ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        (await Wait.UntilAsync(dispatcher.ReservedAsync, r => r.Count > 0)).ShouldBe([7]);
    }

    [Fact]
    public async Task Retry_IsDone_WithoutAPoll()
    {
        await using var host = await StartAsync(settings: Never);
        var failures = 0;
        Fail(host, _ => Interlocked.Increment(ref failures) < 3);

        await host.SellAsync("ann");

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count > 0)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Lease_OfAProcessThatIsGone_IsTakenOverWhenItIsOver()
    {
        await using (var alone = await StartAsync(settings: ("Events:Dispatch", "false")))
        {
            await alone.SellAsync("ann");
        }

        await Database.QueryAsync<int>("UPDATE shop.outbox_deliveries SET lease = gen_random_uuid(), next_try_at = now() + interval '1 second'");
        await using var host = await StartAsync();

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count > 0)).Count.ShouldBe(1);
        // The subscriber commits before the delivery is marked.
        await Wait.UntilAsync(() => Database.QueryAsync<bool>("SELECT ended_at IS NOT NULL FROM shop.outbox_deliveries"), ended => ended);
        (await Database.QueryAsync<bool>("SELECT d.ended_at > e.occurred_at + interval '1 second' FROM shop.outbox_deliveries d JOIN shop.outbox_events e USING (position)")).ShouldBeTrue();
    }
}
