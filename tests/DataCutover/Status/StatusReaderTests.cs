using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Status;

public sealed class StatusReaderTests
{
    [Fact]
    public async Task Read_ThroughTheStages_SaysEach()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        var shared = await ReadAsync(ledger);
        await ledger.PrepareAsync();
        var replicating = await ReadAsync(ledger);
        await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        var replicatingBack = await UntilAsync(ledger, s => s.Stage == ModuleStage.ReplicatingBack);
        await ledger.ExecuteAsync(Place.Monolith, "ALTER SUBSCRIPTION monolith_ledger_back DISABLE");
        var cutOver = await ReadAsync(ledger);
        await ledger.ExecuteAsync(Place.Monolith, "UPDATE cutover_ledger.ownership SET state = 'retired'");
        var retired = await ReadAsync(ledger);

        (shared.Stage, shared.Owner, shared.Epoch, shared.IsWayBackArmed).ShouldBe((ModuleStage.Shared, Place.Monolith, 0, false));
        shared.WayBackTrouble.ShouldNotBeNull().ShouldContain("strangler data replicate ledger");
        (replicating.Stage, replicating.Owner, replicating.Epoch, replicating.WayBackTrouble).ShouldBe((ModuleStage.Replicating, Place.Monolith, 1, null));
        (replicatingBack.Owner, replicatingBack.Epoch, replicatingBack.WayBackTrouble).ShouldBe((Place.Own, 2, null));
        (cutOver.Stage, cutOver.Owner).ShouldBe((ModuleStage.CutOver, Place.Own));
        cutOver.WayBackTrouble.ShouldNotBeNull().ShouldContain("ALTER SUBSCRIPTION monolith_ledger_back ENABLE");
        (retired.Stage, retired.Owner, retired.IsWayBackArmed).ShouldBe((ModuleStage.Retired, Place.Own, false));
        retired.WayBackTrouble.ShouldNotBeNull().ShouldContain("for good");
    }

    [Fact]
    public async Task Read_OwnDatabaseNotMadeYet_IsShared()
    {
        await using var ledger = await LedgerPair.CreateAsync();
        await using var own = new CutoverDatabase(Place.Own, ledger.OwnConnection + ";Database=later");

        var status = await new StatusReader(new(LedgerPair.Schema, ledger.Pair.Monolith, own)).ReadAsync(CancellationToken.None);

        (status.Stage, status.Owner).ShouldBe((ModuleStage.Shared, Place.Monolith));
        status.Places.ShouldAllBe(p => p.Unreachable == null);
    }

    [Theory]
    [InlineData(Place.Monolith)]
    [InlineData(Place.Own)]
    public async Task Read_OneServerDown_SaysWhichAndWhatIsKnown(Place down)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var gone = new CutoverDatabase(down, "Host=/nowhere;Username=nobody;Database=gone");
        var pair = down == Place.Monolith ? new CutoverPair(LedgerPair.Schema, gone, ledger.Pair.Own) : new CutoverPair(LedgerPair.Schema, ledger.Pair.Monolith, gone);

        var status = await new StatusReader(pair).ReadAsync(CancellationToken.None);

        status.Stage.ShouldBe(ModuleStage.Replicating);
        status.Places[(int)down].Unreachable.ShouldNotBeNull();
        status.Places[1 - (int)down].Unreachable.ShouldBeNull();
        status.WayBackTrouble.ShouldNotBeNull().ShouldContain("gone at /nowhere:5432 does not answer");
    }

    [Fact]
    public async Task Read_AQuestionHeldUpByALock_EndsAndSaysWhatIsKnown()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var holder = await ledger.Sources[(int)Place.Own].OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE cutover_ledger.ownership", holder, transaction);
        await hold.ExecuteNonQueryAsync();

        var status = await new StatusReader(ledger.Pair) { Patience = TimeSpan.FromSeconds(5) }.ReadAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        (status.Stage, status.Owner).ShouldBe((ModuleStage.Replicating, Place.Monolith));
        status.Places[(int)Place.Own].Unreachable.ShouldBe("it had said nothing after 5 s");
        status.WayBackTrouble.ShouldBe($"{ledger.Pair.Own.Description} does not answer (it had said nothing after 5 s).");
    }

    [Theory]
    [InlineData(Place.Monolith)]
    [InlineData(Place.Own)]
    public async Task Read_SlotGone_SaysThatTheWayBackIsNotArmedAndWhatMendsIt(Place owner)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        if (owner == Place.Own)
        {
            await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None);
        }

        await ledger.Pair.Back.RemoveAsync(CancellationToken.None);

        (await ReadAsync(ledger)).WayBackTrouble.ShouldNotBeNull().ShouldEndWith($"'strangler data replicate ledger{(owner == Place.Own ? " --anew" : "")}'.");
        await ledger.PrepareAsync(anew: owner == Place.Own);
        (await UntilAsync(ledger, s => s.WayBackTrouble is null)).Owner.ShouldBe(owner);
    }

    [Fact]
    public async Task Run_WayBackGone_IsRefusedAndSaysWhatMendsIt()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.Pair.Back.RemoveAsync(CancellationToken.None);

        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldMatch("The way back would not be armed.*'strangler data replicate ledger'");
        await ledger.PrepareAsync();
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
    }

    private static Task<ModuleStatus> ReadAsync(LedgerPair ledger) => new StatusReader(ledger.Pair).ReadAsync(CancellationToken.None);

    private static async Task<ModuleStatus> UntilAsync(LedgerPair ledger, Func<ModuleStatus, bool> holds)
    {
        for (var tries = 0; ; tries++)
        {
            var status = await ReadAsync(ledger);
            if (holds(status))
            {
                return status;
            }

            (tries < 300).ShouldBeTrue($"it is {status.Stage}: {status.WayBackTrouble}");
            await Task.Delay(100);
        }
    }
}
