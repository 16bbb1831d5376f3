using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;
using Monolith.Strangler.Cutover.Status;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Replication;

/// <summary>The data was ceded, and the stream that carries the baton cannot deliver it any more.</summary>
[Collection(WholeServerTests.Name)]
public sealed class ReclamationTests
{
    private const string Touch = "UPDATE ledger.accounts SET version = version + 1";

    [Theory]
    [InlineData(Place.Monolith, false)]
    [InlineData(Place.Own, false)]
    [InlineData(Place.Monolith, true)]
    public async Task Run_SlotLostWithTheBaton_GivesTheDataBackToTheGiver(Place giver, bool beyondTheLimit)
    {
        await using var ledger = await CededAsync(giver);
        var stream = ledger.Pair.StreamFrom(giver);
        await (beyondTheLimit ? ExceedAsync(ledger, stream.Direction) : DropSlotAsync(ledger, giver));

        // Said at once by whoever asks.
        var said = $"{stream.Sender.Description} ceded ledger at epoch {(await RowAsync(ledger, giver)).Epoch}, and that can never arrive in {stream.Receiver.Description}: ";
        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.ResumeAsync(Nothing, CancellationToken.None))).Message.ShouldStartWith(said);
        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync())).Message.ShouldStartWith(said);
        (await new StatusReader(ledger.Pair).ReadAsync(CancellationToken.None)).Halted.ShouldNotBeNull().ShouldSatisfyAllConditions(
            h => h.ShouldStartWith(said), h => h.ShouldContain("'strangler data replicate ledger --anew'"));
        var before = await RowAsync(ledger, giver);

        await ledger.PrepareAsync(anew: true);

        (await RowAsync(ledger, giver)).ShouldSatisfyAllConditions(r => r.State.ShouldBe(OwnershipState.Owner), r => r.Epoch.ShouldBe(before.Epoch + 1));
        (await new HistoryReader(ledger.Pair).ReadAsync(limit: 20, CancellationToken.None)).Entries.Where(e => e.Step == HistoryStep.Reclaimed).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.From.ShouldBe(giver), e => e.Who.ShouldBe(LedgerPair.Operator), e => e.Halted.ShouldNotBeNull());
        await ledger.ExecuteAsync(giver, Touch);
        (await ledger.Switch.RunAsync(giver.Other(), Nothing, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        (await ledger.HashAsync(giver.Other(), "accounts")).ShouldBe(await ledger.HashAsync(giver, "accounts"));
        (await ledger.Switch.RunAsync(giver, Nothing, CancellationToken.None)).Owner.ShouldBe(giver);
    }

    /// <summary>What was sent before the slot was dropped is not lost: the worker applies it as soon as it can.</summary>
    [Fact]
    public async Task Run_BatonInTheReceiversHand_IsTakenFromItBeforeThereIsAnotherOwner()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        await using var hold = new NpgsqlConnection(ledger.OwnConnection + ";Pooling=false");
        await hold.OpenAsync();
        await Should.ThrowAsync<CutoverException>(() => Impatient(ledger).RunAsync(Place.Own, async step =>
        {
            if (step == SwitchStep.Flushed)
            {
                await using var locks = new NpgsqlCommand("BEGIN; SELECT FROM cutover_ledger.ownership FOR UPDATE", hold);
                await locks.ExecuteNonQueryAsync();
            }
        }, CancellationToken.None));
        await UntilAsync(ledger, Place.Own, $"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE backend_type LIKE 'logical replication%' AND {hold.ProcessID} = ANY (pg_blocking_pids(pid)))");
        await DropSlotAsync(ledger, Place.Monolith);

        await new Reclamation(ledger.Pair).RunAsync(_ => { }, CancellationToken.None);
        await hold.CloseAsync();

        (await ledger.Pair.Forward.IsSubscribedAsync(CancellationToken.None)).ShouldBeFalse();
        (await RowAsync(ledger, Place.Own)).State.ShouldBe(OwnershipState.Standby);
        (await RowAsync(ledger, Place.Monolith)).ShouldSatisfyAllConditions(r => r.State.ShouldBe(OwnershipState.Owner), r => r.Epoch.ShouldBe(3));
        await ledger.PrepareAsync(anew: true);
        (await ledger.Switch.RunAsync(Place.Own, Nothing, CancellationToken.None)).Epoch.ShouldBe(4);
    }

    [Fact]
    public async Task Run_BatonTakenWhileItsStreamIsEnded_LeavesTheNewOwner()
    {
        await using var ledger = await CededAsync(Place.Monolith);
        await DropSlotAsync(ledger, Place.Monolith);
        await ledger.ExecuteAsync(Place.Own,
            """
            CREATE FUNCTION public.take() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE cutover_ledger.ownership SET state = 'owner', epoch = 2; END $$;
            CREATE EVENT TRIGGER take ON ddl_command_start WHEN TAG IN ('DROP SUBSCRIPTION') EXECUTE FUNCTION public.take();
            """);

        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync(anew: true))).Message.ShouldContain("has taken ledger meanwhile");

        await ledger.ExecuteAsync(Place.Own, "DROP EVENT TRIGGER take");
        (await Standing.ReadAsync(ledger.Pair, CancellationToken.None)).ShouldSatisfyAllConditions(s => s.Monolith.State.ShouldBe(OwnershipState.Ceded), s => s.Own.State.ShouldBe(OwnershipState.Owner));
        await ledger.PrepareAsync(anew: true);
        (await ledger.Switch.RunAsync(Place.Monolith, Nothing, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
    }

    [Fact]
    public async Task Run_BatonThatMayStillArrive_IsRefused()
    {
        await using var ledger = await CededAsync(Place.Monolith);

        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync(anew: true))).Message.ShouldContain("--resume");

        (await RowAsync(ledger, Place.Monolith)).State.ShouldBe(OwnershipState.Ceded);
        await ledger.ExecuteAsync(Place.Own, "ALTER SUBSCRIPTION monolith_ledger_forward ENABLE");
        (await ledger.Switch.ResumeAsync(Nothing, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }

    /// <summary>As where the real receiver has taken the data and somebody names its backup.</summary>
    [Theory]
    [InlineData("SET session_replication_role = replica; DELETE FROM cutover_ledger.baton_forward; RESET session_replication_role", "knows nothing of the switch at epoch 2")]
    [InlineData("DROP SCHEMA cutover_ledger CASCADE", "there might be two owners")]
    public async Task Run_ReceiverThatWasRestoredFromBefore_IsRefused(string restored, string said)
    {
        await using var ledger = await CededAsync(Place.Monolith);
        await DropSlotAsync(ledger, Place.Monolith);
        await ledger.ExecuteAsync(Place.Own, restored);

        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync(anew: true))).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain(said), m => m.ShouldContain("A database that is lost for ever"));

        (await RowAsync(ledger, Place.Monolith)).State.ShouldBe(OwnershipState.Ceded);
        (await ledger.Pair.Forward.IsSubscribedAsync(CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>Up to the commit point, with a receiver that does not take the baton.</summary>
    private static async Task<LedgerPair> CededAsync(Place giver)
    {
        var ledger = await LedgerPair.ReplicatingAsync();
        await ledger.GiveToOtherThanAsync(giver.Other());
        await ledger.ExecuteAsync(giver, Touch);
        var name = ledger.Pair.Names.Stream(ledger.Pair.At(giver).Outgoing);
        await Should.ThrowAsync<CutoverException>(() => Impatient(ledger).RunAsync(
            giver.Other(), step => step == SwitchStep.Flushed ? ledger.ExecuteAsync(giver.Other(), $"ALTER SUBSCRIPTION {name} DISABLE") : Task.CompletedTask, CancellationToken.None));
        (await RowAsync(ledger, giver)).State.ShouldBe(OwnershipState.Ceded);
        return ledger;
    }

    private static ModuleSwitch Impatient(LedgerPair ledger) => new(ledger.Pair, new SwitchSettings { ActivationPatience = TimeSpan.FromMilliseconds(300) });

    private static async Task DropSlotAsync(LedgerPair ledger, Place place)
    {
        var slot = await ledger.Pair.StreamFrom(place).SlotNameAsync(CancellationToken.None);
        await ledger.ExecuteAsync(place, $"SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '{slot}' AND active");
        await UntilAsync(ledger, place, $"SELECT NOT active FROM pg_replication_slots WHERE slot_name = '{slot}'");
        await ledger.ExecuteAsync(place, $"SELECT pg_drop_replication_slot('{slot}')");
    }

    private static async Task ExceedAsync(LedgerPair ledger, Direction direction)
    {
        var slot = await (direction == Direction.Forward ? ledger.Pair.Forward : ledger.Pair.Back).SlotNameAsync(CancellationToken.None);
        await using var limit = await KeptLog.LimitAsync(ledger, "1MB");
        await limit.ExceedAsync(slot);
    }

    private static async Task<OwnershipRow> RowAsync(LedgerPair ledger, Place place)
        => (await ledger.Pair.OwnershipOf(ledger.Pair.At(place)).ReadAsync(CancellationToken.None)).ShouldNotBeNull();

    private static async Task UntilAsync(LedgerPair ledger, Place place, string sql)
    {
        for (var tries = 0; !await ledger.ScalarAsync<bool>(place, sql); tries++)
        {
            (tries < 600).ShouldBeTrue(sql);
            await Task.Delay(100);
        }
    }

    private static Task Nothing(SwitchStep step) => Task.CompletedTask;
}
