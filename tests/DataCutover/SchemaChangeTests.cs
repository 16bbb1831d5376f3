using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover;

/// <summary>A table changes while its rows are copied.</summary>
public sealed class SchemaChangeTests
{
    private const string AddColumn = "ALTER TABLE ledger.accounts ADD COLUMN colour text";
    private const string UseColumn = "UPDATE ledger.accounts SET colour = 'blue' WHERE id = 3";

    [Fact]
    public async Task AddColumn_ReceiverFirst_GoesOnUnderLoadAndThroughASwitch()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();

        await ledger.ExecuteAsync(Place.Own, AddColumn);
        await Task.Delay(100);
        await ledger.ExecuteAsync(Place.Monolith, AddColumn);
        await ledger.ExecuteAsync(Place.Monolith, UseColumn);
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).WayBack.IsWhole.ShouldBeTrue();

        (await ledger.ScalarAsync<string>(Place.Own, "SELECT colour FROM ledger.accounts WHERE id = 3")).ShouldBe("blue");
        await load.StopAsync();
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }

    [Fact]
    public async Task AddColumn_OwnerFirst_HoldsTheCopyUpUntilTheReceiverHasItAndNoSwitchLosesAnything()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var load = new LedgerLoad(ledger, clients: 4);
        load.Start();
        await ledger.ExecuteAsync(Place.Monolith, AddColumn);
        await ledger.ExecuteAsync(Place.Monolith, UseColumn);

        var soon = new ModuleSwitch(ledger.Pair, LedgerPair.Patient with { StreamPatience = TimeSpan.FromSeconds(5) });
        (await Should.ThrowAsync<CutoverException>(() => soon.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)))
            .Message.ShouldMatch("only .* has column accounts.colour \\(pg_catalog.text\\)");
        await ledger.ExecuteAsync(Place.Monolith, "UPDATE ledger.accounts SET colour = 'green' WHERE id = 4");

        await ledger.ExecuteAsync(Place.Own, AddColumn);
        await load.StopAsync();
        await ledger.ArrivedAsync();
        (await ledger.Switch.RunAsync(Place.Own, _ => Task.CompletedTask, CancellationToken.None)).Owner.ShouldBe(Place.Own);
        await ledger.ArrivedAsync();
        await load.VerifyAsync();
        (await ledger.HashAsync(Place.Own, "accounts")).ShouldBe(await ledger.HashAsync(Place.Monolith, "accounts"));
    }
}
