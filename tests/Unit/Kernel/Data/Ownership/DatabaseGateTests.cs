using Monolith.Kernel.Data.Ownership;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data.Ownership;

public sealed class DatabaseGateTests
{
    private readonly DatabaseGate _gate = new("shop", TimeSpan.FromSeconds(30), TimeProvider.System);

    [Fact]
    public async Task Enter_WithoutAnOwner_WaitsForOne()
    {
        var entering = _gate.EnterAsync(default).AsTask();
        entering.IsCompleted.ShouldBeFalse();

        _gate.Open(DatabasePlace.Own);

        (await entering).ShouldBe(DatabasePlace.Own);
        _gate.Inside.ShouldBe(1);
    }

    [Fact]
    public async Task Enter_ClosedAgain_LetsNobodyNewInAndKeepsWhoIsIn()
    {
        _gate.Open(DatabasePlace.Monolith);
        await _gate.EnterAsync(default);

        _gate.Close();
        var entering = _gate.EnterAsync(default).AsTask();

        entering.IsCompleted.ShouldBeFalse();
        _gate.Inside.ShouldBe(1);
        _gate.Leave();
        _gate.Inside.ShouldBe(0);
        _gate.Open(DatabasePlace.Own);
        (await entering).ShouldBe(DatabasePlace.Own);
    }

    [Fact]
    public async Task Enter_WithoutAnOwnerForTooLong_SaysSo()
    {
        var gate = new DatabaseGate("shop", TimeSpan.FromMilliseconds(20), TimeProvider.System);

        var held = await Should.ThrowAsync<DataHeldException>(gate.EnterAsync(default).AsTask());

        held.Message.ShouldContain("'strangler data status shop'");
        gate.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task Enter_CallerGoesAway_IsForgotten()
    {
        using var gone = new CancellationTokenSource();
        var entering = _gate.EnterAsync(gone.Token).AsTask();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(entering);

        _gate.Open(DatabasePlace.Own);
        _gate.Inside.ShouldBe(0);
    }
}
