using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

public sealed class WayBackTests
{
    [Fact]
    public async Task Tend_UnderLoad_KeepsTheRestingSlotSmallAndLosesNothing()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        if (await ledger.Pair.Back.NamesOriginsAsync(CancellationToken.None))
        {
            // Nothing rests on PostgreSQL 16 and later.
            (await WayBack.TendAsync(ledger.Pair, CancellationToken.None)).ShouldBeFalse();
            return;
        }

        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        using var enough = new CancellationTokenSource();
        var tending = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await WayBack.TendAsync(ledger.Pair, CancellationToken.None);
            }
        });
        foreach (var to in (Place[])[Place.Own, Place.Monolith, Place.Own, Place.Monolith])
        {
            await Task.Delay(200);
            (await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        }

        await enough.CancelAsync();
        await tending;
        await load.StopAsync();
        await ledger.ArrivedAsync();
        // Not the slot's size: other databases of the server write too, and all counts.
        var written = await ledger.ScalarAsync<string>(Place.Own, "SELECT pg_current_wal_flush_lsn()::text");

        // The stream that was just stopped may have the slot for a moment longer.
        await Eventually.BecomesTrueAsync(() => WayBack.TendAsync(ledger.Pair, CancellationToken.None), TimeSpan.FromSeconds(30));

        (await ledger.Pair.Back.HasConfirmedAsync(written, CancellationToken.None)).ShouldBeTrue();
        await load.VerifyAsync();
    }

    [Fact]
    public async Task Tend_WhileABatonIsOnItsWayToAServerThatDoesNotTakeIt_KeepsIt()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var impatient = new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { ActivationPatience = TimeSpan.FromMilliseconds(300) });
        await Should.ThrowAsync<CutoverException>(() => impatient.RunAsync(
            Place.Own,
            step => step == SwitchStep.Flushed ? ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward DISABLE") : Task.CompletedTask,
            CancellationToken.None));

        (await WayBack.TendAsync(ledger.Pair, CancellationToken.None)).ShouldBeFalse();
        (await ledger.Pair.Forward.ForgetAsync(ownersEpoch: 1, CancellationToken.None)).ShouldBeFalse();

        await ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward ENABLE");
        (await ledger.Switch.ResumeAsync(_ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
        (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Own.State.ShouldBe(OwnershipState.Owner);
    }
}
