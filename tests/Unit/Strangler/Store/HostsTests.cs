using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Store.StoreFixture;

namespace Monolith.Unit.Strangler.Store;

/// <summary>Hosts that know of each other, and what they do when they are out of touch.</summary>
public sealed class HostsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Shift_TwoHosts_WaitsUntilBothHaveIt()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);

        var answer = await here.Get<TrafficControl>().ShiftAsync(new("favorites", 30, "x", Wait: 60), "test", CancellationToken.None);

        answer.Behind.ShouldBeEmpty();
        answer.Applied.Select(h => (h.Name, h.Version)).ShouldBe([(here.Get<HostRegister>().Self.Name, 2), (there.Get<HostRegister>().Self.Name, 2)]);
        there.Get<LiveFlags>().Snapshot.PercentOf("favorites.add").ShouldBe(30);
    }

    [Fact]
    public async Task Shift_HostThatDoesNotConfirm_IsNamedAfterTheWait()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        await ReportAsync(host, "silent", version: 1, TimeSpan.FromMinutes(1));
        await ReportAsync(host, "long gone", version: 1, TimeSpan.Zero);

        var answer = await host.Get<TrafficControl>().ShiftAsync(new("favorites", 30, "x", Wait: 0.3m), "test", CancellationToken.None);

        answer.Version.ShouldBe(2);
        var behind = answer.Behind.ShouldHaveSingleItem();
        (behind.Name, behind.Version, behind.Live).ShouldBe(("silent", 1, true));
    }

    [Fact]
    public async Task RollBack_HostThatDoesNotConfirm_IsNotWaitedForAndItsLeaseIsTold()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        await host.Get<TrafficControl>().ShiftAsync(new("favorites", 30, "x"), "test", CancellationToken.None);
        await ReportAsync(host, "silent", version: 2, TimeSpan.FromMinutes(10));

        var answer = await host.Get<TrafficControl>().RollBackAsync(new("favorites", All: false, "back"), "test", CancellationToken.None);

        (answer.Version, answer.Pending).ShouldBe((3, false));
        var behind = answer.Behind.ShouldHaveSingleItem();
        behind.Name.ShouldBe("silent");
        behind.LeaseEndsAt!.Value.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(8), DateTimeOffset.UtcNow.AddMinutes(10));
    }

    [Fact]
    public async Task Stop_Host_IsNotWaitedForAnyMore()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var here = await StartAsync(database);
        await using (await StartAsync(database))
        {
            (await here.Get<IFlagStore>().ReadHostsAsync(CancellationToken.None)).Count(h => h.IsLive).ShouldBe(2);
        }

        (await here.Get<IFlagStore>().ReadHostsAsync(CancellationToken.None)).Where(h => h.IsLive).ShouldHaveSingleItem().Report.Host.ShouldBe(here.Get<HostRegister>().Self);
    }

    [Fact]
    public async Task Report_HostOfYesterday_IsForgotten()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        await ReportAsync(host, "old", version: 1, TimeSpan.FromMinutes(1));
        await ExecuteAsync(database, "UPDATE strangler.hosts SET seen_at = now() - interval '25 hours' WHERE name = 'old'");

        await ReportAsync(host, "new", version: 1, TimeSpan.FromMinutes(1));

        (await host.Get<IFlagStore>().ReadHostsAsync(CancellationToken.None)).ShouldNotContain(h => h.Report.Host.Name == "old");
    }

    [Fact]
    public async Task Lease_StoreAwayForLonger_EverythingIsTheMonolithsUntilItIsBack()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, Quick);
        await host.Get<TrafficControl>().ShiftAsync(new("favorites", 100, "all"), "test", CancellationToken.None);
        ReasonOf(host).ShouldBe((Side.Service, DecisionReason.Everyone));

        await AllowAsync(database, allow: false);
        await Eventually.BecomesAsync(() => ReasonOf(host), (Side.Monolith, DecisionReason.LeaseExpired), Soon);
        var status = host.Get<StatusReport>().Now();
        (status.LeaseExpired, status.Version).ShouldBe((true, 2));
        status.Routes.ShouldAllBe(r => r.Side == "monolith" && r.Percent == 0);
        (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("monolith");

        await AllowAsync(database, allow: true);
        await Eventually.BecomesAsync(() => ReasonOf(host), (Side.Service, DecisionReason.Everyone), Soon);
        host.Get<StatusReport>().Now().LeaseExpired.ShouldBeFalse();
    }

    [Fact]
    public async Task Lease_StoreInTouch_NeverEnds()
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, s =>
        {
            s["Strangler:PollInterval"] = "00:00:00.050";
            s["Strangler:Lease"] = "00:00:05";
        });
        var ended = 0;
        host.Get<LiveFlags>().Applied += (_, _) => ended += host.Get<LiveFlags>().IsCurrent ? 0 : 1;

        await Task.Delay(TimeSpan.FromSeconds(7));

        ended.ShouldBe(0);
    }

    [Fact]
    public async Task Lease_StartWithTheStoreDown_TheFlagsFromTheDiskEndWithIt()
    {
        var data = TestHost.NewDataFolder();
        TestHost.KeepFlags(data, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        await using (var host = await StartAsync(database: null, Quick, data))
        {
            ReasonOf(host).ShouldBe((Side.Service, DecisionReason.Everyone));
            await Eventually.BecomesAsync(() => ReasonOf(host), (Side.Monolith, DecisionReason.LeaseExpired), Soon);
        }

        Directory.Delete(data, recursive: true);
    }

    private static void Quick(Dictionary<string, string?> settings)
    {
        settings["Strangler:PollInterval"] = "00:00:00.200";
        // Longer than a host takes to start on a busy machine.
        settings["Strangler:Lease"] = "00:00:05";
    }

    private static (Side, DecisionReason) ReasonOf(TestHost host)
    {
        var decision = host.Get<LiveFlags>().Snapshot.Find("favorites.list")!.Decide("1", [], default);
        return (decision.Side, decision.Reason);
    }

    private static Task ReportAsync(TestHost host, string name, long version, TimeSpan lease)
        => host.Get<IFlagStore>().ReportAsync(new(new(Guid.NewGuid(), name), version, lease), CancellationToken.None);
}
