using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Kills;

/// <summary>The old owner's server, the new one's, or both at once, killed with kill -9 at a step while clients write.</summary>
public sealed class ServerKillTests(TwoServers servers) : IClassFixture<TwoServers>
{
    // What a dead server leaves undone is called off soon: the controller need not be patient here.
    private static readonly SwitchSettings Impatient = LedgerPair.Patient with { GapPatience = TimeSpan.FromSeconds(10), ActivationPatience = TimeSpan.FromSeconds(2) };

    public enum Victim
    {
        Old,
        New,
        Both,
    }

    public static TheoryData<Place, SwitchStep, Victim, int> Cases()
    {
        SwitchStep[] steps = [SwitchStep.Fenced, SwitchStep.Drained, SwitchStep.Flushed, SwitchStep.Ceded];
        var all = (from to in new[] { Place.Own, Place.Monolith } from step in steps from victim in Enum.GetValues<Victim>() select (to, step, victim)).ToList();
        var cases = new TheoryData<Place, SwitchStep, Victim, int>();
        foreach (var ((to, step, victim), round) in Killing.Choose(all, stride: 11))
        {
            cases.Add(to, step, victim, round);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Resume_AfterServersWereKilledAtAStep_EndsWithOneOwnerAndEveryWrite(Place to, SwitchStep step, Victim victim, int round)
    {
        round.ShouldBeGreaterThanOrEqualTo(0);
        await using var ledger = await servers.ReplicatingAsync();
        await ledger.GiveToOtherThanAsync(to);
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        await Task.Delay(100);
        var old = to.Other();
        List<Place> victims = victim switch { Victim.Old => [old], Victim.New => [to], _ => [old, to] };
        OwnershipRow? hit = null;

        try
        {
            await new ModuleSwitch(ledger.Pair, Impatient).RunAsync(
                to,
                async reached =>
                {
                    if (reached == step)
                    {
                        hit = (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Of(old);
                        await servers.KillAsync(victims);
                    }
                },
                CancellationToken.None);
        }
        catch (Exception e) when (e is CutoverException or NpgsqlException)
        {
            // As it may be: what counts is what can be made of it.
        }

        hit.ShouldNotBeNull().State.ShouldBe(Killing.StateAt(step));
        await servers.StartAsync(victims);
        await SettleAsync(ledger);

        var standing = await Standing.ReadAsync(ledger.Pair, CancellationToken.None);
        standing.Of(standing.Giver).State.ShouldBe(OwnershipState.Owner);
        standing.Of(standing.Taker).State.ShouldBeOneOf(OwnershipState.Standby, OwnershipState.Ceded);
        standing.Of(standing.Giver).Epoch.ShouldBeGreaterThanOrEqualTo(hit.Epoch);
        standing.Of(standing.Taker).Epoch.ShouldBeLessThanOrEqualTo(standing.Of(standing.Giver).Epoch);
        if (step == SwitchStep.Ceded)
        {
            standing.Giver.ShouldBe(to);
        }

        await load.StopAsync();
        ledger.Reconnect();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }

    /// <summary>As an operator would, until somebody owns the data.</summary>
    private static async Task SettleAsync(LedgerPair ledger)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await ledger.Switch.ResumeAsync(_ => Task.CompletedTask, CancellationToken.None);
                return;
            }
            catch (Exception e) when (tries < 20 && e is CutoverException or NpgsqlException)
            {
                await Task.Delay(200);
            }
        }
    }
}
