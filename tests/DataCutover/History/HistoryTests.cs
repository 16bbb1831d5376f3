using Monolith.DataCutover.Cli;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.History;

public sealed class HistoryTests
{
    [Fact]
    public async Task Read_AfterSwitchesThereAndBack_NamesEachStepOnceWithWhoAndEpoch()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.Switch.RunAsync(Place.Own, Nothing, CancellationToken.None);
        await ledger.Switch.RunAsync(Place.Monolith, Nothing, CancellationToken.None);

        var entries = await ReadAsync(ledger);

        entries.Select(e => (e.Step, e.From, e.Epoch)).ShouldBe(
        [
            (HistoryStep.Replicating, Place.Monolith, 1), (HistoryStep.Following, Place.Monolith, 1),
            (HistoryStep.Fenced, Place.Monolith, 2), (HistoryStep.Ceded, Place.Monolith, 2), (HistoryStep.Activated, Place.Monolith, 2),
            (HistoryStep.Fenced, Place.Own, 3), (HistoryStep.Ceded, Place.Own, 3), (HistoryStep.Activated, Place.Own, 3),
        ]);
        entries.ShouldAllBe(e => e.Who == LedgerPair.Operator && e.To == e.From.Other() && e.At > DateTimeOffset.UtcNow.AddMinutes(-10));
        entries.Where(e => e.Halted is null).Select(e => e.Step).ShouldBe([HistoryStep.Replicating, HistoryStep.Following, HistoryStep.Fenced, HistoryStep.Fenced]);
        entries[4].Halted!.Value.ShouldBeGreaterThan(entries[3].Halted!.Value);
        entries[4].At.ShouldBe(entries[2].At + entries[4].Halted!.Value, tolerance: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Read_ControllerDiedBehindTheCommitPoint_HasTheSwitchAllTheSame()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await DieAtAsync(ledger, SwitchStep.Ceded);
        await OwnedByAsync(ledger, Place.Own);

        var taken = (await ReadAsync(ledger))[^1];

        (taken.Step, taken.Who, taken.To, taken.Epoch).ShouldBe((HistoryStep.Activated, LedgerPair.Operator, Place.Own, 2));
    }

    [Fact]
    public async Task Read_SwitchThatAnotherEnded_NamesBoth()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var second = new ModuleSwitch(new(LedgerPair.Schema, ledger.Pair.Monolith, ledger.Pair.Own, by: "second"), LedgerPair.Patient);
        await DieAtAsync(ledger, SwitchStep.Fenced);
        await second.AbortAsync(Place.Monolith, CancellationToken.None);
        await DieAtAsync(ledger, SwitchStep.Flushed);
        await second.ResumeAsync(Nothing, CancellationToken.None);

        var entries = (await ReadAsync(ledger)).SkipWhile(e => e.Step != HistoryStep.Fenced).ToList();

        entries.Select(e => (e.Step, e.Who, e.Epoch)).ShouldBe(
        [
            (HistoryStep.Fenced, LedgerPair.Operator, 2), (HistoryStep.Aborted, "second", 3),
            (HistoryStep.Fenced, LedgerPair.Operator, 4), (HistoryStep.Resumed, "second", 4), (HistoryStep.Ceded, "second", 4), (HistoryStep.Activated, "second", 4),
        ]);
        entries[1].Halted.ShouldNotBeNull();
    }

    [Fact]
    public async Task Read_CopyMadeAnew_SaysThatItWasEmptied()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.PrepareAsync(anew: true);

        var emptied = (await ReadAsync(ledger)).Where(e => e.Step == HistoryStep.Emptied).ShouldHaveSingleItem();

        (emptied.To, emptied.Who).ShouldBe((Place.Own, LedgerPair.Operator));
    }

    [Fact]
    public async Task Read_OrderFromTheCommandLine_NamesItsUser()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        (await DataCommand.RunAsync(ledger, "switch", "ledger")).Exit.ShouldBe(0);

        (await ReadAsync(ledger))[^1].Who.ShouldBe(Environment.UserName);
    }

    [Fact]
    public async Task Read_ChangedByHand_NamesTheRole()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.ExecuteAsync(Place.Own, "UPDATE cutover_ledger.ownership SET state = 'ceded', epoch = 7");

        var entry = (await ReadAsync(ledger))[^1];

        (entry.Step, entry.Who, entry.Epoch).ShouldBe((HistoryStep.Ceded, new NpgsqlConnectionStringBuilder(ledger.OwnConnection).Username, 7));
    }

    [Theory]
    [InlineData("UPDATE cutover_ledger.history SET who = 'nobody'")]
    [InlineData("DELETE FROM cutover_ledger.history")]
    [InlineData("TRUNCATE cutover_ledger.history")]
    [InlineData("SET session_replication_role = replica; DELETE FROM cutover_ledger.history")]
    public async Task Change_OfWhatWasRecorded_IsRefusedToASuperuserToo(string change)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        (await Should.ThrowAsync<PostgresException>(() => ledger.ExecuteAsync(Place.Own, change))).MessageText.ShouldContain("added to and never changed");
    }

    [Fact]
    public async Task Read_OneServerDown_GivesTheRestAndSaysWhatIsMissing()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var gone = new CutoverDatabase(Place.Own, "Host=127.0.0.1;Port=1;Username=x;Database=y");

        var history = await new HistoryReader(new(LedgerPair.Schema, ledger.Pair.Monolith, gone)).ReadAsync(limit: 1, CancellationToken.None);

        history.Entries.ShouldHaveSingleItem().Step.ShouldBe(HistoryStep.Following);
        history.Unread.ShouldHaveSingleItem().ShouldContain("y at 127.0.0.1:1 does not answer");
    }

    [Fact]
    public async Task Read_ModuleThatWasNeverPrepared_IsEmpty()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var history = await new HistoryReader(ledger.Pair).ReadAsync(limit: 10, CancellationToken.None);

        history.Entries.ShouldBeEmpty();
        history.Unread.ShouldBeEmpty();
    }

    /// <summary>Oldest first.</summary>
    private static async Task<List<HistoryEntry>> ReadAsync(LedgerPair ledger)
        => [.. (await new HistoryReader(ledger.Pair).ReadAsync(limit: 100, CancellationToken.None)).Entries.Reverse()];

    private static async Task DieAtAsync(LedgerPair ledger, SwitchStep last)
        => await Should.ThrowAsync<InvalidOperationException>(
            () => ledger.Switch.RunAsync(Place.Own, step => step == last ? throw new InvalidOperationException("dies") : Task.CompletedTask, CancellationToken.None));

    private static async Task OwnedByAsync(LedgerPair ledger, Place place)
    {
        for (var tries = 0; (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).Of(place).State != OwnershipState.Owner; tries++)
        {
            (tries < 600).ShouldBeTrue("the baton did not arrive within 60 s");
            await Task.Delay(100);
        }
    }

    private static Task Nothing(SwitchStep step) => Task.CompletedTask;
}
