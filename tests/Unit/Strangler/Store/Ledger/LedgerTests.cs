using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Store.StoreFixture;

namespace Monolith.Unit.Strangler.Store.Ledger;

/// <summary>The ledger in a real PostgreSQL, and every way of falsifying it that whoever owns the server has.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Shift_UnderTraffic_RecordsTheFiguresOfTheChangedRoutes()
    {
        await using var host = await StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        await host.SendAsync(HttpMethod.Get, "/api/favorites");
        await host.SendAsync(HttpMethod.Get, "/api/favorites");
        // Counted after the client has its answer.
        await Eventually.BecomesAsync(() => host.Get<RouteCatalog>().Routes["favorites.list"].Traffic.Of(Side.Monolith).LastMinute(), (2, 0));

        await ShiftAsync(host, "favorites.list", 10);

        var entry = (await host.Get<LedgerReport>().HistoryAsync(1, CancellationToken.None)).Entries.Single();
        entry.Hash.Length.ShouldBe(64);
        var figures = entry.Figures.GetProperty("favorites.list");
        var monolith = figures.GetProperty("monolith");
        (monolith.GetProperty("requests").GetInt64(), monolith.GetProperty("errors").GetInt64()).ShouldBe((2, 0));
        monolith.GetProperty("p99").GetDouble().ShouldBeGreaterThan(0);
        figures.GetProperty("service").GetRawText().ShouldBe("""{"requests":0,"errors":0,"p50":null,"p95":null,"p99":null}""");
        figures.GetProperty("fallbacks").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Verify_UntouchedLedger_IsWhole()
    {
        await using var host = await StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        await ShiftAsync(host, "favorites.list", 10);
        await host.Get<TrafficControl>().ShiftAsync(new("favorites.list", 20.5m, "ümläut\n\"quoted\" 🎬"), "ich", CancellationToken.None);

        var answer = await VerifyAsync(host);

        answer.Faults.ShouldBeEmpty();
        (answer.Whole, answer.Versions, answer.Head).ShouldBe((true, 3, 3));
        answer.HeadHash.ShouldBe(host.Get<LiveFlags>().Head.Hash);
    }

    [Theory]
    [InlineData("UPDATE strangler.flag_versions SET author = 'somebody else' WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET reason = reason || ' ' WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET at = at + interval '1 microsecond' WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET changes = '[]' WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET document = (document::text || ' ')::json WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET figures = '{}' WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET id = NULL WHERE version = 2", 2, "changed")]
    [InlineData("UPDATE strangler.flag_versions SET hash = repeat('0', 64) WHERE version = 2", 2, "changed")]
    [InlineData("DELETE FROM strangler.flag_versions WHERE version = 2", 2, "missing")]
    [InlineData("DELETE FROM strangler.flag_versions WHERE version = 1", 1, "missing")]
    [InlineData("DELETE FROM strangler.flag_versions WHERE version = 4", 4, "tail_cut")]
    [InlineData("DELETE FROM strangler.flag_versions", 1, "tail_cut")]
    public async Task Verify_TamperedBehindTheHostsBack_NamesTheVersionAndHow(string sql, long version, string kind)
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        await TamperAsync(database, sql);

        var answer = await VerifyAsync(host);

        answer.Whole.ShouldBeFalse();
        answer.Faults.ShouldContain(f => f.Version == version && f.Kind == kind, JsonSerializer.Serialize(answer.Faults));
    }

    [Fact]
    public async Task Verify_EntryAddedByHand_IsFound()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        await ExecuteAsync(database, "INSERT INTO strangler.flag_versions SELECT 5, document, changes, 'nobody', reason, at, NULL, figures, repeat('a', 64) FROM strangler.flag_versions WHERE version = 4");

        (await VerifyAsync(host)).Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Version.ShouldBe(5), f => f.Kind.ShouldBe("changed"));
    }

    [Fact]
    public async Task Verify_WholeChainWrittenAnew_IsSeenByTheCheckpointAlone()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        await RewriteAsync(host, database, upTo: 4);

        (await VerifyAsync(host)).Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Version.ShouldBe(4), f => f.Kind.ShouldBe("rewritten"));

        File.Delete(host.Get<CheckpointFile>().Path);
        (await VerifyAsync(host)).Whole.ShouldBeTrue("without a checkpoint nobody could tell");
    }

    [Fact]
    public async Task Follow_ChainWrittenAnewAndContinued_TheCheckpointStaysBehindAndTheStatusSaysSo()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        await RewriteAsync(host, database, upTo: 5);
        await ExecuteAsync(database, "NOTIFY strangler_flags");

        await Eventually.BecomesAsync(() => host.Get<LedgerGuard>().Error, "Version 5 of the ledger does not follow version 4 as this host saw it.");

        host.Get<CheckpointFile>().Read()!.Version.ShouldBe(4);
        (await VerifyAsync(host)).Faults.ShouldContain(f => f.Kind == "rewritten");
    }

    [Fact]
    public async Task Verify_CheckpointForged_IsNotBelieved()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        await TamperAsync(database, "DELETE FROM strangler.flag_versions WHERE version = 4");
        var file = host.Get<CheckpointFile>().Path;
        var third = (await host.Get<IFlagStore>().ReadHistoryAsync(1, CancellationToken.None)).Single();
        var forged = JsonSerializer.Deserialize<SignedCheckpoint>(await File.ReadAllTextAsync(file), LedgerJson.Options)! with { Version = third.Version, Hash = third.Hash };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(forged, LedgerJson.Options));

        (await VerifyAsync(host)).Faults.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint");
    }

    [Fact]
    public async Task Verify_WithAnAuditorsCheckpoint_FindsWhatTheHostsOwnNoLongerTells()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartWithVersionsAsync(database);
        var kept = host.Get<LedgerReport>().ExportCheckpoint();
        await RewriteAsync(host, database, upTo: 4);
        File.Delete(host.Get<CheckpointFile>().Path);

        (await host.Get<LedgerReport>().VerifyAsync(kept.Version, kept.Hash, CancellationToken.None)).Faults.ShouldHaveSingleItem().Kind.ShouldBe("rewritten");
        await Should.ThrowAsync<AdminException>(() => host.Get<LedgerReport>().VerifyAsync(4, "not a hash", CancellationToken.None));
    }

    [Fact]
    public async Task Append_SameOrderTwice_IsWrittenOnce()
    {
        await using var host = await StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        var store = host.Get<IFlagStore>();
        var first = (await store.ReadHistoryAsync(1, CancellationToken.None)).Single();
        var second = (first with { Version = 2 }).ChainedTo(first.Hash);

        (await store.TryAppendAsync(second, first.Hash, CancellationToken.None)).ShouldBeFalse("its order is that of version 1");
        (await store.TryAppendAsync((second with { Order = Guid.NewGuid() }).ChainedTo(first.Hash), "another hash", CancellationToken.None)).ShouldBeFalse("the newest has another hash");
        (await store.TryAppendAsync((second with { Order = Guid.NewGuid() }).ChainedTo(first.Hash), first.Hash, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_ThousandsOfVersions_ReadsThemAll()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        var last = (await host.Get<IFlagStore>().ReadHistoryAsync(1, CancellationToken.None)).Single();
        var rows = new List<string>();
        for (var version = 2; version <= 3000; version++)
        {
            last = (last with { Version = version, Order = null, Reason = $"reason {version}" }).ChainedTo(last.Hash);
            rows.Add($"({version}, '{last.Hash}')");
        }

        await ExecuteAsync(database,
            $"INSERT INTO strangler.flag_versions SELECT v.version, f.document, f.changes, f.author, 'reason ' || v.version, f.at, NULL, f.figures, v.hash FROM strangler.flag_versions f, (VALUES {string.Join(',', rows)}) v (version, hash) WHERE f.version = 1");

        var answer = await VerifyAsync(host);

        (answer.Whole, answer.Versions, answer.Head).ShouldBe((true, 3000, 3000));
    }

    [Fact]
    public async Task Migration_LedgerOfBefore_IsChainedAsTheCodeDoes()
    {
        await using var database = await ModuleDatabase.CreateAsync(services => services.AddPostgresFlagStore());
        await database.MigrateAsync();
        await using (var scope = database.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<StranglerDbContext>();
            context.Database.SetConnectionString(database.Services.GetRequiredService<ModuleDatabases>().ConnectionStringOf(StranglerDbContext.Manifest));
            await context.GetService<IMigrator>().MigrateAsync("Initial");
            await context.Database.ExecuteSqlAsync(
                $$$"""
                INSERT INTO strangler.flag_versions (version, document, changes, author, reason, at) VALUES
                    (1, '{"b": 1, "a": "ü"}', '[]', 'jörg', 'line\nbreak, 🎬', '2026-01-02 03:04:05.6789+02'), (2, '{}', '[{"to": 5}]', 'b', '', now())
                """);
        }

        await database.MigrateAsync();

        var check = new LedgerCheck([]);
        await foreach (var entry in database.Services.GetRequiredService<IFlagStore>().ReadLedgerAsync(0, CancellationToken.None))
        {
            check.Add(entry);
        }

        check.Faults.ShouldBeEmpty();
        check.Versions.ShouldBe(2);
    }

    private static async Task<TestHost> StartWithVersionsAsync(string database)
    {
        var host = await StartAsync(database);
        foreach (var percent in (int[])[10, 20, 30])
        {
            await ShiftAsync(host, "favorites.list", percent);
        }

        await Eventually.BecomesAsync(() => host.Get<CheckpointFile>().Read()?.Version, 4);
        return host;
    }

    private static Task<ChangeAnswer> ShiftAsync(TestHost host, string target, decimal percent)
        => host.Get<TrafficControl>().ShiftAsync(new(target, percent, "a reason"), "test", CancellationToken.None);

    private static Task<VerificationAnswer> VerifyAsync(TestHost host) => host.Get<LedgerReport>().VerifyAsync(version: null, hash: null, CancellationToken.None);

    /// <summary>What a forger who knows the canonical form does: another author in version 2, and every hash from there on made to fit.</summary>
    private static async Task RewriteAsync(TestHost host, string database, int upTo)
    {
        var entries = (await host.Get<IFlagStore>().ReadHistoryAsync(10, CancellationToken.None)).Reverse().ToList();
        if (upTo > entries.Count)
        {
            entries.Add(entries[^1] with { Version = upTo, Order = null });
        }

        var previous = entries[0].Hash;
        var rows = new List<string>();
        foreach (var entry in entries.Skip(1))
        {
            var forged = (entry with { Author = "forger", Order = null }).ChainedTo(previous);
            previous = forged.Hash;
            rows.Add($"({forged.Version}, '{forged.Document}'::json, '{forged.Changes}'::json, 'forger', '{forged.Reason}', '{forged.At:yyyy-MM-dd HH:mm:ss.ffffff}+00'::timestamptz, NULL::uuid, '{forged.Figures}'::json, '{forged.Hash}')");
        }

        await TamperAsync(database, $"DELETE FROM strangler.flag_versions WHERE version > 1; INSERT INTO strangler.flag_versions VALUES {string.Join(", ", rows)}");
    }
}
