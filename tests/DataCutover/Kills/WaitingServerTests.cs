using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Kills;

/// <summary>A server that takes everything and ends nothing.</summary>
public sealed class WaitingServerTests(TwoServers servers) : IClassFixture<TwoServers>
{
    [Fact]
    public async Task Run_ReceiverWaitsForAStandbyThatIsDown_IsCalledOffInTime()
    {
        await using var ledger = await servers.ReplicatingAsync();
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        await StandbyAsync(ledger, "nobody");

        var impatient = new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { GapPatience = TimeSpan.FromSeconds(6) });
        var refused = await Should.ThrowAsync<CutoverException>(() => impatient.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1)));

        refused.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("after 6 s"), m => m.ShouldContain("owns ledger again"));
        await StandbyAsync(ledger, "");
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }

    private static async Task StandbyAsync(LedgerPair ledger, string name)
    {
        await ledger.ExecuteAsync(Place.Own, $"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        await ledger.ExecuteAsync(Place.Own, "SELECT pg_reload_conf()");
    }
}
