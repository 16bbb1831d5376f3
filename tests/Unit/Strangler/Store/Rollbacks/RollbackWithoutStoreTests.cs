using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Rollbacks;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Store.StoreFixture;

namespace Monolith.Unit.Strangler.Store.Rollbacks;

/// <summary>The way back while the database is down.</summary>
public sealed class RollbackWithoutStoreTests
{
    [Fact]
    public async Task RollBack_StoreDown_HoldsHereAtOnceAndIsWrittenAsItWasOrderedWhenTheStoreIsBack()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAtAsync(database, 100);
        await AllowAsync(database, allow: false);

        var answer = await RollBackAsync(host, "favorites.list");

        (answer.Pending, answer.Changed).ShouldBe((true, true));
        answer.Changes.ShouldHaveSingleItem().ShouldBe(new RouteChange("favorites.list", 100, 0));
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.add").ShouldBe(100);
        var pending = host.Get<StatusReport>().Now().PendingRollbacks.ShouldHaveSingleItem();
        (pending.Who, pending.Reason).ShouldBe(("operator", "errors"));

        await AllowAsync(database, allow: true);
        await SettledAsync(host);
        var entry = (await host.Get<LedgerReport>().HistoryAsync(1, CancellationToken.None)).Entries.Single();
        (entry.Version, entry.Who, entry.Reason, entry.At).ShouldBe((3, "operator", "errors", pending.At));
        entry.Changes.ShouldHaveSingleItem().ShouldBe(new RouteChange("favorites.list", 100, 0));
        entry.Figures.TryGetProperty("favorites.list", out _).ShouldBeTrue();
        File.Exists(host.Get<PendingRollbacks>().Path).ShouldBeFalse();
        (await host.Get<LedgerReport>().VerifyAsync(version: null, hash: null, CancellationToken.None)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task RollBack_StoreDownAndRestarted_StillHolds()
    {
        var data = TestHost.NewDataFolder();
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using (var host = await StartAtAsync(database, 100, data))
        {
            await AllowAsync(database, allow: false);
            (await RollBackAsync(host, target: null)).Pending.ShouldBeTrue();
        }

        await using (var host = await StartAsync(database: null, data: data))
        {
            host.Get<LiveFlags>().Source.ShouldBe(FlagsSource.Disk);
            host.Get<LiveFlags>().Flags.PercentOf("favorites.list").ShouldBe(100, "the file still has the flags of before");
            host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
        }

        await AllowAsync(database, allow: true);
        await using (var host = await StartAsync(database, data: data))
        {
            (host.Get<LiveFlags>().Snapshot.Version, host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list")).ShouldBe((3, 0));
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Settle_ShiftedElsewhereAfterwards_TheLaterOrderWinsForItsRoutes()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAtAsync(database, 100);
        await AllowAsync(database, allow: false);
        await RollBackAsync(host, "favorites");

        await ExecuteAsync(database, Insert(3, "favorites.list", 100, "now() + interval '1 minute'"));
        await AllowAsync(database, allow: true);
        await SettledAsync(host);

        host.Get<LiveFlags>().Snapshot.Version.ShouldBe(4);
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(100);
        host.Get<LiveFlags>().Snapshot.PercentOf("favorites.add").ShouldBe(0);
    }

    [Fact]
    public async Task Settle_ShiftedElsewhereBefore_IsRolledBackOnTop()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAtAsync(database, 100);
        await AllowAsync(database, allow: false);
        await RollBackAsync(host, "favorites.list");

        await ExecuteAsync(database, Insert(3, "favorites.list", 100, "now() - interval '1 minute'"));
        await AllowAsync(database, allow: true);
        await SettledAsync(host);

        (host.Get<LiveFlags>().Snapshot.Version, host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list")).ShouldBe((4, 0));
    }

    [Fact]
    public async Task Settle_AlreadyWrittenBeforeACrash_IsNotWrittenAgain()
    {
        var data = TestHost.NewDataFolder();
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        string file;
        await using (var host = await StartAtAsync(database, 100, data))
        {
            await AllowAsync(database, allow: false);
            await RollBackAsync(host, "favorites.list");
            file = await File.ReadAllTextAsync(host.Get<PendingRollbacks>().Path);
            await AllowAsync(database, allow: true);
            await SettledAsync(host);
            await host.Get<TrafficControl>().ShiftAsync(new("favorites.list", 40, "again"), "test", CancellationToken.None);
        }

        await File.WriteAllTextAsync(Path.Combine(data, "strangler", "pending-rollbacks.json"), file);
        await using (var host = await StartAsync(database, data: data))
        {
            (host.Get<LiveFlags>().Snapshot.Version, host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list")).ShouldBe((4, 40));
            host.Get<PendingRollbacks>().Kept.ShouldBeEmpty();
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task RollBack_SameTargetAgainAndAgain_IsKeptOnce()
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));

        for (var i = 0; i < 3; i++)
        {
            (await RollBackAsync(host, "favorites.list")).Pending.ShouldBeTrue();
        }

        await RollBackAsync(host, target: null);
        host.Get<PendingRollbacks>().Kept.Count.ShouldBe(2);
        await Should.ThrowAsync<Exception>(() => host.Get<TrafficControl>().ShiftAsync(new("favorites", 50, "x"), "test", CancellationToken.None));
    }

    [Fact]
    public async Task Start_PendingRollbacksBroken_EverythingIsTheMonoliths()
    {
        var data = TestHost.NewDataFolder();
        TestHost.KeepFlags(data, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        await File.WriteAllTextAsync(Path.Combine(data, "strangler", "pending-rollbacks.json"), "[{ torn");
        await using (var host = await StartAsync(database: null, data: data))
        {
            host.Get<LiveFlags>().Snapshot.PercentOf("favorites.list").ShouldBe(0);
            (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("monolith");
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task<TestHost> StartAtAsync(string database, decimal percent, string? data = null)
    {
        var host = await StartAsync(database, data: data);
        await host.Get<TrafficControl>().ShiftAsync(new("favorites", percent, "before"), "test", CancellationToken.None);
        return host;
    }

    private static Task<ChangeAnswer> RollBackAsync(TestHost host, string? target)
        => host.Get<TrafficControl>().RollBackAsync(new(target, All: target is null, "errors"), "operator", CancellationToken.None);

    private static Task SettledAsync(TestHost host)
        => Eventually.BecomesAsync(() => host.Get<PendingRollbacks>().Kept.Count, 0, TimeSpan.FromSeconds(30));

    /// <summary>What another host wrote meanwhile: a version that shifts one route, over the document of the version before.</summary>
    private static string Insert(long version, string route, int percent, string at)
        => $"INSERT INTO strangler.flag_versions SELECT {version}, document, '[{{\"route\":\"{route}\",\"from\":0,\"to\":{percent}}}]', 'another', 'elsewhere', {at}, gen_random_uuid(), '{{}}', 'of another' FROM strangler.flag_versions WHERE version = {version - 1}";
}
