using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Replication;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Replication;

/// <summary>A receiver that was down for longer than the sender keeps what it writes.</summary>
[Collection(WholeServerTests.Name)]
public sealed class LostReceiverTests
{
    [Theory]
    [InlineData(Place.Monolith)]
    [InlineData(Place.Own)]
    public async Task Run_BeyondTheLimit_IsSaidAndCopiedAnewWithoutTouchingTheOwner(Place owner)
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        // Batons of earlier switches lie about in both databases then.
        foreach (var to in (Place[])[Place.Own, Place.Monolith])
        {
            await ledger.Switch.RunAsync(to, _ => Task.CompletedTask, CancellationToken.None);
        }

        await ledger.GiveToOtherThanAsync(owner.Other());
        var stream = ledger.Pair.StreamFrom(owner);
        await ledger.ExecuteAsync(stream.Receiver.Place, $"ALTER SUBSCRIPTION {ledger.Pair.Names.Stream(stream.Direction)} DISABLE");
        await ledger.ExecuteAsync(owner, "INSERT INTO ledger.entries (request, account, amount) SELECT gen_random_uuid(), 1, 0 FROM generate_series(1, 100)");
        await using (var limit = await KeptLog.LimitAsync(ledger, "1MB"))
        {
            await limit.ExceedAsync(await stream.SlotNameAsync(CancellationToken.None));
        }

        (await Should.ThrowAsync<CutoverException>(() => ledger.PrepareAsync())).Message.ShouldContain("has thrown away what it should have kept");
        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(stream.Receiver.Place, _ => Task.CompletedTask, CancellationToken.None))).Message.ShouldContain("does not run");
        var before = await ledger.HashAsync(owner, "entries");

        await ledger.PrepareAsync(anew: true);

        (await ledger.HashAsync(owner, "entries")).ShouldBe(before);
        await ledger.ArrivedAsync();
        (await ledger.HashAsync(stream.Receiver.Place, "entries")).ShouldBe(before);
        (await ledger.ScalarAsync<string>(owner, "SELECT state FROM cutover_ledger.ownership")).ShouldBe("owner");
        (await ledger.Switch.RunAsync(stream.Receiver.Place, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        (await ledger.Switch.RunAsync(owner, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(owner);
    }

    [Fact]
    public async Task Run_OnTheOwner_EmptiesNothing()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        (await Should.ThrowAsync<CutoverException>(() => new Renewal(ledger.Pair, new BriefLock(TimeSpan.Zero, _ => { })).RunAsync(Place.Own, CancellationToken.None))).Message.ShouldContain("it is not emptied");

        (await ledger.ScalarAsync<long>(Place.Monolith, "SELECT count(*) FROM ledger.accounts")).ShouldBe(LedgerPair.Accounts);
    }

    [Fact]
    public async Task Run_WayBackLost_MakesItAgainWithoutCopying()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var slot = await ledger.Pair.Back.SlotNameAsync(CancellationToken.None);
        for (var tries = 0; await ledger.ScalarAsync<bool>(Place.Own, $"SELECT EXISTS (SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '{slot}' AND active)"); tries++)
        {
            (tries < 100).ShouldBeTrue("the slot stayed in use");
            await ledger.ExecuteAsync(Place.Monolith, "ALTER SUBSCRIPTION monolith_ledger_back DISABLE");
            await Task.Delay(50);
        }

        await ledger.ExecuteAsync(Place.Own, $"SELECT pg_drop_replication_slot('{slot}')");

        await ledger.PrepareAsync();

        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();
        await ledger.ExecuteAsync(Place.Own, "UPDATE ledger.accounts SET version = 7");
        (await ledger.Switch.RunAsync(Place.Monolith, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Monolith);
        (await ledger.ScalarAsync<long>(Place.Monolith, "SELECT min(version) FROM ledger.accounts")).ShouldBe(7);
    }
}
