using Monolith.Integration.Environments;
using Xunit;

namespace Monolith.Integration.Contract;

/// <summary>Begins each class of a contract run with empty tables, so that no run leans on another's data, and with the flags where its runner wants them.</summary>
public sealed class ContractRun(SharedEnvironment shared) : IAsyncLifetime
{
    private bool _shifted;

    public Task InitializeAsync() => DatabaseReset.RunAsync(shared.Environment);

    public Task DisposeAsync() => Task.CompletedTask;

    internal async Task ShiftAsync(int percent)
    {
        if (!_shifted)
        {
            await shared.Environment.Operator.ShiftEverythingAsync(percent);
            _shifted = true;
        }
    }
}
