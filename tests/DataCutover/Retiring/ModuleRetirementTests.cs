using System.Diagnostics;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Retiring;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Retiring;

public sealed class ModuleRetirementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retired").FullName;

    private string Dump => Path.Combine(_folder, "ledger.dump");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_QuietCopy_IsDumpedAndClosedForEver()
    {
        await using var ledger = await OwnedByItselfAsync();

        var report = await RetireAsync(ledger, _ => { });

        (report.Dump, report.DumpBytes).ShouldBe((Dump, new FileInfo(Dump).Length));
        File.GetUnixFileMode(Dump).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await RestoredAccountsAsync()).ShouldBe(LedgerPair.Accounts);
        foreach (var replication in (string[])["", "SET LOCAL session_replication_role = replica; "])
        {
            (await RefusedAsync(ledger, $"{replication}UPDATE ledger.accounts SET version = 2")).ShouldContain("this database is retired at epoch 2");
            (await RefusedAsync(ledger, $"{replication}UPDATE cutover_ledger.ownership SET state = 'owner', epoch = 9")).ShouldContain("retired in this database for ever");
            (await RefusedAsync(ledger, $"{replication}TRUNCATE cutover_ledger.ownership")).ShouldContain("retired in this database for ever");
        }

        (await ledger.ScalarAsync<long>(Place.Monolith, "SELECT count(*) FROM pg_replication_slots WHERE slot_name LIKE 'monolith_ledger_%' AND database = current_database()")).ShouldBe(0);
        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync())).Message.ShouldContain("was retired");
        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync(anew: true))).Message.ShouldContain("was retired");
        await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Monolith, _ => Task.CompletedTask, CancellationToken.None));
        await ledger.ExecuteAsync(Place.Own, "UPDATE ledger.accounts SET version = version + 1");
        var last = (await new HistoryReader(ledger.Pair).ReadAsync(limit: 1, CancellationToken.None)).Entries.ShouldHaveSingleItem();
        (last.Step, last.Who, last.From, last.Epoch).ShouldBe((HistoryStep.Retired, LedgerPair.Operator, Place.Monolith, 2));
    }

    [Fact]
    public async Task Run_TheOwner_IsRefused()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        (await Should.ThrowAsync<CutoverException>(() => RetireAsync(ledger, _ => { }))).Message.ShouldContain("only a copy can be retired");
    }

    [Theory]
    [InlineData(false, "has a transaction open")]
    [InlineData(true, "accounts was read or written")]
    public async Task Run_WhileSomebodyReads_IsRefusedAndTheWayBackStays(bool briefly, string said)
    {
        await using var ledger = await OwnedByItselfAsync();
        // What a session has counted is seen at once when it ends.
        await using var connection = new NpgsqlConnection(ledger.MonolithConnection + ";Pooling=false");
        await connection.OpenAsync();
        var watching = new TaskCompletionSource();
        var retirement = RetireAsync(ledger, what => { if (what.StartsWith("Watching", StringComparison.Ordinal)) watching.SetResult(); });
        await Task.WhenAny(watching.Task, retirement);
        await CountedAsync(ledger, retirement);
        await using (var read = new NpgsqlCommand(briefly ? "SELECT count(*) FROM ledger.accounts" : "BEGIN; SELECT count(*) FROM ledger.accounts", connection))
        {
            await read.ExecuteNonQueryAsync();
        }

        if (briefly)
        {
            await connection.CloseAsync();
        }

        (await Should.ThrowAsync<CutoverException>(() => retirement)).Message.ShouldContain(said);

        File.Exists(Dump).ShouldBeFalse();
        await connection.CloseAsync();
        (await ledger.Switch.RunAsync(Place.Monolith, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
    }

    [Fact]
    public async Task Run_AfterOneThatEndedBehindTheDoor_EndsWhatIsLeft()
    {
        await using var ledger = await OwnedByItselfAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => RetireAsync(ledger, what =>
        {
            if (what.StartsWith("Ending", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("killed");
            }
        }));
        (await ledger.Pair.OwnershipOf(ledger.Pair.Monolith).ReadAsync(CancellationToken.None)).ShouldNotBeNull().State.ShouldBe(OwnershipState.Retired);

        (await RetireAsync(ledger, _ => { })).Dump.ShouldBeNull();

        (await ledger.Pair.Back.IsSubscribedAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_FileThatIsThere_IsRefusedAndKeepsIt()
    {
        await using var ledger = await OwnedByItselfAsync();
        await File.WriteAllTextAsync(Dump, "precious");

        (await Should.ThrowAsync<CutoverException>(() => RetireAsync(ledger, _ => { }))).Message.ShouldContain("The dump cannot be written");

        (await File.ReadAllTextAsync(Dump)).ShouldBe("precious");
    }

    [Fact]
    public async Task Run_WhileProcessesAskWhoOwnsTheData_TakesThemForNoTraffic()
    {
        await using var ledger = await OwnedByItselfAsync();
        var role = $"follower_{Guid.NewGuid():N}";
        await ledger.ExecuteAsync(Place.Monolith, $"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA ledger TO {role}");
        var address = new NpgsqlConnectionStringBuilder(ledger.MonolithConnection) { Username = role, ApplicationName = ModuleNames.FollowersApplication, Pooling = false };
        await using var asking = new NpgsqlConnection(address.ConnectionString);
        await asking.OpenAsync();
        await using var ask = new NpgsqlCommand("BEGIN; SELECT state FROM cutover_ledger.ownership", asking);
        await ask.ExecuteNonQueryAsync();

        (await RetireAsync(ledger, _ => { })).DumpBytes.ShouldBePositive();
    }

    [Fact]
    public async Task Run_WhileAnotherInstallationOfTheServerCopies_DoesNotWaitForThat()
    {
        await using var other = await OwnedByItselfAsync();
        await using var ledger = await OwnedByItselfAsync();

        await RetireAsync(ledger, _ => { }).WaitAsync(TimeSpan.FromSeconds(60));

        (await other.Pair.Back.ReadAsync(CancellationToken.None)).IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_CopyingThatDoesNotStop_GivesUpAndTheWayBackStays()
    {
        await using var ledger = await OwnedByItselfAsync();
        await using var connection = new NpgsqlConnection(ledger.MonolithConnection + ";Pooling=false");
        await connection.OpenAsync();

        var refused = await Should.ThrowAsync<CutoverException>(() => RetireAsync(ledger, new() { PausePatience = TimeSpan.FromSeconds(1) }, what =>
        {
            if (what.StartsWith("Pausing", StringComparison.Ordinal))
            {
                HoldUpAsync(ledger, connection).Wait();
            }
        }));

        refused.Message.ShouldContain("was told to stop, and has not after 1 s: server process");
        await connection.CloseAsync();
        (await ledger.Pair.Back.ReadAsync(CancellationToken.None)).IsEnabled.ShouldBeTrue();
        (await ledger.Switch.RunAsync(Place.Monolith, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
    }

    [Fact]
    public async Task Run_TablesThatCannotBeShut_LeavesNoDumpAndMayBeRunAgain()
    {
        await using var ledger = await OwnedByItselfAsync();
        await using var connection = new NpgsqlConnection(ledger.MonolithConnection + ";Pooling=false");
        await connection.OpenAsync();
        // What a VACUUM has: reading goes on.
        await using var locks = new NpgsqlCommand("BEGIN; LOCK TABLE ledger.accounts IN SHARE UPDATE EXCLUSIVE MODE", connection);

        var refused = await Should.ThrowAsync<CutoverException>(() => RetireAsync(ledger, new() { QuietFor = TimeSpan.FromSeconds(1), LockPatience = TimeSpan.FromSeconds(1) }, what =>
        {
            if (what.StartsWith("Writing", StringComparison.Ordinal))
            {
                locks.ExecuteNonQuery();
            }
        }));

        refused.Message.ShouldSatisfyAllConditions(m => m.ShouldStartWith("Retiring ledger in "), m => m.ShouldContain($"server process {connection.ProcessID} "));
        File.Exists(Dump).ShouldBeFalse();
        (await ledger.Pair.Back.ReadAsync(CancellationToken.None)).IsEnabled.ShouldBeTrue();
        await connection.CloseAsync();
        (await RetireAsync(ledger, _ => { })).Dump.ShouldBe(Dump);
    }

    private static async Task<LedgerPair> OwnedByItselfAsync()
    {
        var ledger = await LedgerPair.ReplicatingAsync();
        // A session tells up to 10 s late what it has read and written, and at once when it ends: what made the tables would be taken for traffic.
        foreach (var source in ledger.Sources)
        {
            source.Clear();
        }

        await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        return ledger;
    }

    private Task<RetireReport> RetireAsync(LedgerPair ledger, Action<string> said) => RetireAsync(ledger, new() { QuietFor = TimeSpan.FromSeconds(3) }, said);

    private Task<RetireReport> RetireAsync(LedgerPair ledger, RetireSettings settings, Action<string> said)
        => new ModuleRetirement(ledger.Pair, settings).RunAsync(LedgerPair.PgDump, Dump, said, CancellationToken.None);

    /// <summary>The tables are counted before it is looked, again and again, who has a transaction open.</summary>
    private static async Task CountedAsync(LedgerPair ledger, Task retirement)
    {
        while (!retirement.IsCompleted && !await ledger.ScalarAsync<bool>(Place.Monolith,
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'strangler data' AND query LIKE '%has a transaction open%')"))
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Lets the copying wait for a lock, so that its worker does not hear what it is told.</summary>
    private static async Task HoldUpAsync(LedgerPair ledger, NpgsqlConnection connection)
    {
        await using var locks = new NpgsqlCommand("BEGIN; LOCK TABLE ledger.accounts IN SHARE MODE", connection);
        await locks.ExecuteNonQueryAsync();
        await ledger.ExecuteAsync(Place.Own, "UPDATE ledger.accounts SET version = version + 1");
        for (var tries = 0; !await ledger.ScalarAsync<bool>(Place.Monolith, $"SELECT EXISTS (SELECT FROM pg_locks WHERE {connection.ProcessID} = ANY (pg_blocking_pids(pid)))"); tries++)
        {
            (tries < 600).ShouldBeTrue("nothing waited for the lock within 60 s");
            await Task.Delay(100);
        }
    }

    private static async Task<string> RefusedAsync(LedgerPair ledger, string sql)
        => (await Should.ThrowAsync<PostgresException>(() => ledger.ExecuteAsync(Place.Monolith, sql))).MessageText;

    /// <summary>Restores the dump elsewhere; that the guard's function is not there is no concern of the rows'.</summary>
    private async Task<long> RestoredAccountsAsync()
    {
        var elsewhere = await TemporaryPostgres.CreateDatabaseAsync();
        var connection = new NpgsqlConnectionStringBuilder(elsewhere);
        using (var restore = Process.Start(new ProcessStartInfo(
            Path.Combine(Path.GetDirectoryName(LedgerPair.PgDump)!, "pg_restore"), [$"--dbname=host={connection.Host} dbname={connection.Database} user={connection.Username}", Dump]) { RedirectStandardError = true, UseShellExecute = false })!)
        {
            await restore.StandardError.ReadToEndAsync();
            await restore.WaitForExitAsync();
        }

        await using var source = NpgsqlDataSource.Create(elsewhere);
        await using var count = source.CreateCommand("SELECT count(*) FROM ledger.accounts");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
