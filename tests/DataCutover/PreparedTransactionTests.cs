using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

/// <summary>One that is open anywhere on the server keeps every copy on it from beginning.</summary>
[Collection(WholeServerTests.Name)]
public sealed class PreparedTransactionTests
{
    [Fact]
    public async Task Run_WhileATransactionIsPrepared_IsRefusedAndNamesIt()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var name = $"two-phase-{Environment.ProcessId}";
        await ledger.ExecuteAsync(Place.Monolith, $"BEGIN; UPDATE ledger.accounts SET version = version + 1; PREPARE TRANSACTION '{name}'");

        (await Should.ThrowAsync<CutoverException>(() => ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldContain($"Prepared transaction '{name}'");

        await ledger.ExecuteAsync(Place.Monolith, $"COMMIT PREPARED '{name}'");
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
    }
}
