using Monolith.DataCutover.Kills;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

/// <summary>The controller ends at each step, as if killed: nothing of it is left but the two ownership rows.</summary>
public sealed class InterruptedSwitchTests
{
    public static TheoryData<Place, SwitchStep> EveryStep()
    {
        var steps = new TheoryData<Place, SwitchStep>();
        foreach (var to in (Place[])[Place.Own, Place.Monolith])
        {
            foreach (var step in Enum.GetValues<SwitchStep>().Where(s => s != SwitchStep.Activated))
            {
                steps.Add(to, step);
            }
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task Resume_AfterAControllerThatDied_EndsWithOneOwnerAndEveryWrite(Place to, SwitchStep step)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.GiveToOtherThanAsync(to);
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        await Task.Delay(100);

        await Should.ThrowAsync<ControllerKilledException>(() => ledger.Switch.RunAsync(to, At(step), CancellationToken.None));

        var old = to.Other();
        var left = (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Of(old).State;
        left.ShouldBe(Killing.StateAt(step));
        (await ledger.Switch.ResumeAsync(Nothing, CancellationToken.None)).Owner.ShouldBe(step == SwitchStep.Checked ? old : to);

        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }

    [Theory]
    [InlineData(SwitchStep.Fenced)]
    [InlineData(SwitchStep.Drained)]
    [InlineData(SwitchStep.Flushed)]
    public async Task Abort_BeforeTheCommitPoint_GivesTheDataBackToTheOldOwner(SwitchStep step)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        await Should.ThrowAsync<ControllerKilledException>(() => ledger.Switch.RunAsync(Place.Own, At(step), CancellationToken.None));

        var row = await ledger.Switch.AbortAsync(Place.Monolith, CancellationToken.None);

        (row.State, row.Epoch).ShouldBe((OwnershipState.Owner, 3));
        (await ledger.Switch.RunAsync(Place.Own, Nothing, CancellationToken.None)).Epoch.ShouldBe(4);
        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
    }

    [Fact]
    public async Task Abort_BehindTheCommitPoint_IsRefused()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await Should.ThrowAsync<ControllerKilledException>(() => ledger.Switch.RunAsync(Place.Own, At(SwitchStep.Ceded), CancellationToken.None));

        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.AbortAsync(Place.Monolith, CancellationToken.None))).Message.ShouldContain("cannot be taken back");
        (await ledger.Switch.ResumeAsync(Nothing, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    /// <summary>As after the promotion of a standby that had not got the last commits.</summary>
    [Fact]
    public async Task Abort_TheOldOwnerHasForgottenThatItCeded_MakesNoSecondOwner()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.Switch.RunAsync(Place.Own, Nothing, CancellationToken.None);
        await ledger.ExecuteAsync(Place.Monolith, "UPDATE cutover_ledger.ownership SET state = 'fenced'");

        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.AbortAsync(Place.Monolith, CancellationToken.None))).Message.ShouldContain("Two owners would be made");

        await ledger.ExecuteAsync(Place.Monolith, "UPDATE cutover_ledger.ownership SET state = 'ceded'");
        (await ledger.Switch.RunAsync(Place.Monolith, Nothing, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
    }

    [Fact]
    public async Task Run_TwoControllersAtOnce_OneWinsAndTheOtherSaysWhy()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var (fenced, holding) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = ledger.Switch.RunAsync(Place.Own, async step =>
        {
            if (step == SwitchStep.Fenced)
            {
                fenced.SetResult();
                await holding.Task;
            }
        }, CancellationToken.None);
        await fenced.Task;
        var refused = await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Monolith, Nothing, CancellationToken.None));
        holding.SetResult();

        refused.Message.ShouldContain("Another controller is at work on ledger: server process");
        (await first).Owner.ShouldBe(Place.Own);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesTheOldOwnerAsOwner()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        using var cancel = new CancellationTokenSource();

        var refused = await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(
            Place.Own, step => step == SwitchStep.Fenced ? cancel.CancelAsync() : Task.CompletedTask, cancel.Token));

        refused.Message.ShouldContain("owns ledger again");
        await ledger.ExecuteAsync(Place.Monolith, $"UPDATE {LedgerPair.Schema}.accounts SET version = version + 1");
    }

    private static Task Nothing(SwitchStep step) => Task.CompletedTask;

    private static Func<SwitchStep, Task> At(SwitchStep last) => step => step == last ? throw new ControllerKilledException() : Task.CompletedTask;

    private sealed class ControllerKilledException : Exception;
}
