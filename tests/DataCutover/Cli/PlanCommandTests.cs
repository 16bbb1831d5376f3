using System.Text.Json;
using Monolith.Strangler.Cutover;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

[Collection(WholeServerTests.Name)]
public sealed class PlanCommandTests
{
    [Fact]
    public async Task Plan_Module_ShowsWhatItIsAndWhetherItMayStart()
    {
        await using var ledger = await LedgerPair.CreateAsync();

        var (exit, shown, _) = await DataCommand.RunAsync(ledger, "plan", "ledger");

        exit.ShouldBe(0);
        shown.ShouldSatisfyAllConditions(
            s => s.ShouldContain("accounts"), s => s.ShouldContain("wal_level"), s => s.ShouldContain("It may start: 'strangler data replicate ledger'."), s => s.ShouldNotContain("\u001b"));

        await ledger.ExecuteAsync(Place.Monolith, "CREATE UNLOGGED TABLE ledger.hasty (id int PRIMARY KEY)");
        var blocked = await DataCommand.RunAsync(ledger, "plan", "ledger", "--json");

        blocked.Exit.ShouldBe(13);
        var report = JsonDocument.Parse(blocked.Out).RootElement;
        report.GetProperty("mayStart").GetBoolean().ShouldBeFalse();
        var finding = report.GetProperty("findings")[0];
        finding.GetProperty("verdict").GetString().ShouldBe("blocks");
        finding.GetProperty("place").GetString().ShouldBe("monolith");
        finding.GetProperty("remedy").GetString().ShouldBe("ALTER TABLE ledger.\"hasty\" SET LOGGED;");
        report.GetProperty("tables").GetArrayLength().ShouldBe(3);
    }
}
