using Monolith.Integration.Environments;
using Xunit;

namespace Monolith.Integration.Contract;

/// <summary>Begins each class of a contract run with empty tables, so that no run leans on another's data, and with the flags where its runner wants them.</summary>
public sealed class ContractRun(SharedEnvironment shared) : IAsyncLifetime
{
    private bool _begun;
    private FlippingLoad? _flipping;

    public Task InitializeAsync() => DatabaseReset.RunAsync(shared.Environment);

    public Task DisposeAsync() => _flipping?.EndAsync() ?? Task.CompletedTask;

    /// <param name="percent">Null: the flags flip under load until the class is over.</param>
    internal async Task BeginAsync(int? percent)
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        if (percent is { } share)
        {
            await shared.Environment.Operator.ShiftEverythingAsync(share);
        }
        else
        {
            _flipping = await FlippingLoad.StartAsync(shared.Environment);
        }
    }

    /// <summary>Those who load the system see right answers only, too.</summary>
    internal void ShouldHoldNoWrongAnswer() => _flipping?.ShouldHoldNoWrongAnswer();
}
