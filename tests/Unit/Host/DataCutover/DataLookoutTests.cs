using System.Net;
using System.Net.Sockets;
using Monolith.Host.DataCutover;
using Monolith.Kernel.Data.Ownership;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.DataCutover;

public sealed class DataLookoutTests
{
    [Fact]
    public async Task Recent_OwnershipHasChanged_IsSeenASecondLater()
    {
        var wallet = await MovedModule.CreateAsync("wallet");
        var time = new ManualTime();
        var lookout = new DataLookout(() => [wallet], ["wallet"], time);

        var before = await lookout.RecentAsync(CancellationToken.None);
        await MovedModule.ExecuteAsync(wallet.Own, "UPDATE cutover_wallet.ownership SET state = 'fenced', epoch = 3");
        var atOnce = await lookout.RecentAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await lookout.RecentAsync(CancellationToken.None);

        atOnce.ShouldBeSameAs(before, "whoever asks in a hurry must not cost two databases a connection each time");
        before.Modules.ShouldHaveSingleItem().Owner.ShouldBe(Place.Own);
        var module = later.Modules.ShouldHaveSingleItem();
        (module.Owner, module.Epoch, later.At).ShouldBe((null, 3, time.GetUtcNow()));
        lookout.Latest.ShouldBeSameAs(later);
    }

    [Fact]
    public async Task Databases_ThatSayNothing_KeepNobodyWaitingAndAreNotReached()
    {
        // Takes connections, as a server does that hangs.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var connection = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=x;Timeout=300";
        var lookout = new DataLookout(() => [new MovableModule("wallet", connection, connection)], ["wallet"], TimeProvider.System);

        var sight = await lookout.RecentAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        (sight.Modules.Count, sight.At).ShouldBe((0, DateTimeOffset.MinValue));
        var seen = await lookout.LookAsync().WaitAsync(TimeSpan.FromSeconds(120));
        var module = seen.Modules.ShouldHaveSingleItem();
        module.Places.ShouldAllBe(p => p.Unreachable != null);
        (module.Stage, module.Owner).ShouldBe((ModuleStage.Unknown, null));
    }

    [Fact]
    public async Task Look_AtADatabaseWhoseRowIsLocked_ForgetsWhatItSawBeforeAndSeesTheOthers()
    {
        var (held, free) = (await MovedModule.CreateAsync("wallet"), await MovedModule.CreateAsync("favorites"));
        var lookout = new DataLookout(() => [held, free], ["wallet", "favorites"], TimeProvider.System) { LongestAnswer = TimeSpan.FromSeconds(5) };
        (await lookout.LookAsync()).Modules.ShouldAllBe(m => m.Owner == Place.Own);
        await using var holder = await MovedModule.BeginAsync(held.Own, "LOCK TABLE cutover_wallet.ownership");

        await lookout.LookAsync().WaitAsync(TimeSpan.FromSeconds(60));

        lookout.Latest.Modules.Select(m => (m.Module, m.Owner)).ShouldBe([("favorites", Place.Own), ("wallet", (Place?)null)]);
        lookout.Latest.Modules[1].WayBackTrouble.ShouldNotBeNull().ShouldContain("it had said nothing after 5 s");
    }

    [Fact]
    public async Task Look_ModulesThatWereNeverPrepared_AreSharedAndNotAskedFor()
    {
        var wallet = await MovedModule.CreateAsync("wallet");
        // Its monolith's database did not answer once, so it might have been prepared; its own one is not there yet.
        var kyc = new MovableModule("kyc", wallet.Monolith, "Host=/nowhere;Username=nobody;Database=kyc");
        var lookout = new DataLookout(() => [wallet, kyc], ["wallet", "movies", "kyc"], TimeProvider.System);

        var sight = await lookout.LookAsync();

        sight.Modules.Select(m => (m.Module, m.Stage, m.Owner, m.Epoch)).ShouldBe(
            [("kyc", ModuleStage.Shared, Place.Monolith, 0), ("movies", ModuleStage.Shared, Place.Monolith, 0), ("wallet", ModuleStage.CutOver, (Place?)Place.Own, 2)]);
        sight.Modules[1].WayBackTrouble.ShouldBe("Nothing is copied yet: 'strangler data replicate movies' prepares it.");
        sight.Modules[1].Halted.ShouldBeNull();
    }
}
