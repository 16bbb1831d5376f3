using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Replication;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Replication;

/// <summary>A first copy that is ended before it has.</summary>
public sealed class UnfinishedCopyTests
{
    /// <summary>
    /// Dropping a subscription waits for the slots of its copies, and making those waits for every transaction of the server. Where both databases are on one,
    /// it may be the dropping one that is waited for; another, which is still open, shows the same at every run.
    /// </summary>
    [Fact]
    public async Task Remove_WhileATablesSlotIsBeingMade_DoesNotWaitForIt()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        foreach (var place in (Place[])[Place.Monolith, Place.Own])
        {
            await ledger.ExecuteAsync(place, "CREATE TABLE ledger.later (id int PRIMARY KEY)");
        }

        await using var writer = await ledger.Sources[(int)Place.Monolith].OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using var write = new NpgsqlCommand("SELECT pg_current_xact_id()", writer);
        await write.ExecuteNonQueryAsync();
        await new Preparation(ledger.Pair, new PreparationSettings()).RunAsync(LedgerPair.PgDump, anew: false, _ => { }, CancellationToken.None);
        await Eventually.BecomesTrueAsync(
            () => ledger.ScalarAsync<bool>(
                Place.Monolith, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE_REPLICATION_SLOT%' AND wait_event = 'transactionid')"),
            TimeSpan.FromMinutes(1));

        await ledger.Pair.Forward.RemoveAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        (await ledger.ScalarAsync<long>(Place.Monolith, "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()")).ShouldBe(0);
    }
}
