using System.Collections.Concurrent;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Replication;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Replication;

/// <summary>Tables on which somebody has a lock for long.</summary>
public sealed class BusyTablesTests
{
    [Fact]
    public async Task Run_WhileATransactionHasWritten_NamesItAndLetsOtherWritersGoFirst()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await using var batch = await HoldAsync(ledger, Place.Monolith, "UPDATE ledger.accounts SET version = 1 WHERE id = 1");
        var said = new ConcurrentQueue<string>();
        var preparing = Prepare(ledger.Pair, new PreparationSettings(), anew: false, said.Enqueue);
        await SaidAsync(said, preparing, $"server process {batch.ProcessID} (user {batch.UserName}, night batch) in database {batch.Database}, whose transaction began at ");

        for (var id = 2; id < 6; id++)
        {
            // Behind a lock that is waited for without end this one would wait too.
            await ledger.ExecuteAsync(Place.Monolith, $"SET statement_timeout = '20s'; UPDATE ledger.accounts SET version = 1 WHERE id = {id}");
        }

        preparing.IsCompleted.ShouldBeFalse();
        await batch.CloseAsync();
        await preparing;
        await ledger.PrepareAsync();
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }

    [Theory]
    [InlineData(Place.Monolith, false, "UPDATE ledger.accounts SET version = 1", "The guard on ledger.accounts")]
    [InlineData(Place.Own, true, "SELECT FROM ledger.accounts", "Emptying ledger")]
    [InlineData(Place.Monolith, true, "LOCK TABLE ledger.accounts IN SHARE UPDATE EXCLUSIVE MODE", "Publishing ledger")]
    public async Task Run_LockThatIsKept_GivesUpAndGoesOnAfterwards(Place place, bool anew, string locks, string what)
    {
        await using var ledger = anew ? await LedgerPair.ReplicatingAsync() : await LedgerPair.CreateAsync();
        await using var batch = await HoldAsync(ledger, place, locks);

        var refused = await Should.ThrowAsync<CutoverException>(() => Prepare(ledger.Pair, new PreparationSettings { LockPatience = TimeSpan.FromSeconds(1) }, anew, _ => { }).WaitAsync(TimeSpan.FromSeconds(60)));

        refused.Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith($"{what} in {ledger.Pair.At(place).Description} needs a lock"), m => m.ShouldContain($"server process {batch.ProcessID} (user "), m => m.ShouldContain("run this again"));
        await batch.CloseAsync();
        await ledger.PrepareAsync(anew);
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }

    /// <summary>It holds up nobody, so there is no limit; but whoever waits wants to know for whom.</summary>
    [Fact]
    public async Task Run_WhileSomebodyWritesElsewhereOnTheServer_WaitsAndNamesWho()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await using var batch = await HoldAsync(ledger, Place.Own, "SELECT pg_current_xact_id()");
        var said = new ConcurrentQueue<string>();

        var preparing = Prepare(ledger.Pair, new PreparationSettings(), anew: false, said.Enqueue);

        await SaidAsync(said, preparing, $"waits for the end of what is being written on its server: server process {batch.ProcessID} (user {batch.UserName}, night batch) in database {batch.Database}, ");
        await batch.CloseAsync();
        await preparing;
    }

    private static async Task<NpgsqlConnection> HoldAsync(LedgerPair ledger, Place place, string sql)
    {
        var source = place == Place.Monolith ? ledger.MonolithConnection : ledger.OwnConnection;
        var connection = new NpgsqlConnection(source + ";Pooling=false;Application Name=night batch");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task SaidAsync(ConcurrentQueue<string> said, Task preparing, string words)
    {
        for (var tries = 0; !said.Any(s => s.Contains(words, StringComparison.Ordinal)); tries++)
        {
            (tries < 600 && !preparing.IsCompleted).ShouldBeTrue(string.Join('\n', said));
            await Task.Delay(100);
        }
    }

    private static Task Prepare(CutoverPair pair, PreparationSettings settings, bool anew, Action<string> said)
        => new Preparation(pair, settings).RunAsync(LedgerPair.PgDump, anew, said, CancellationToken.None);
}
