using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class ReplicateCommandTests
{
    [Fact]
    public async Task Replicate_AModule_PreparesBothDatabases()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var (exit, _, error) = await DataCommand.RunAsync(ledger, "replicate", "ledger", "--pg-dump", LedgerPair.PgDump);

        error.ShouldContain("Preparing the tables of ledger");
        exit.ShouldBe(0);
        (await ledger.ScalarAsync<string>(Place.Own, "SELECT state FROM cutover_ledger.ownership")).ShouldBe("standby");
    }
}
