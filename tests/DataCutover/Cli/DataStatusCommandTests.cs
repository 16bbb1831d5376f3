using System.Text.Json;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class DataStatusCommandTests
{
    [Fact]
    public async Task Status_OneServerDown_SaysWhichAndShowsTheRest()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var start = DataCommand.Of(ledger, "status", "ledger");
        start.Environment["STRANGLER_DATA_TO"] = "Host=/nowhere;Username=nobody;Database=own";

        var (exit, output, _) = await DataCommand.RunAsync(start);

        exit.ShouldBe(0);
        output.ShouldContain("ledger: the module's own database, own at /nowhere:5432, does not answer:");
        output.ShouldMatch("ledger +replicating +test_[0-9]+ at [^ ]+ +1 +not known, .* slot reserved");
    }

    [Fact]
    public async Task Status_AsJson_HasEverything()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        var (exit, json, _) = await DataCommand.RunAsync(ledger, "status", "ledger", "--json");

        exit.ShouldBe(0);
        using var answer = JsonDocument.Parse(json);
        var module = answer.RootElement.EnumerateArray().ShouldHaveSingleItem();
        module.GetProperty("stage").GetString().ShouldBe("replicating");
        module.GetProperty("owner").GetString().ShouldBe("monolith");
        module.GetProperty("isWayBackArmed").GetBoolean().ShouldBeTrue();
        module.GetProperty("streams").EnumerateArray().Select(s => s.GetProperty("slot").GetProperty("health").GetString()).ShouldBe(["reserved", "reserved"]);
    }

    [Fact]
    public async Task Status_Watched_IsShownAgain()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();
        var start = DataCommand.Of(ledger, "status", "ledger", "--watch");
        using var watch = System.Diagnostics.Process.Start(start)!;
        var shown = 0;
        while (shown < 2)
        {
            shown += (await watch.StandardOutput.ReadLineAsync()).ShouldNotBeNull().Contains("replicating", StringComparison.Ordinal) ? 1 : 0;
        }

        watch.Kill();
        await watch.WaitForExitAsync();
    }

    [Fact]
    public async Task Status_NoModuleNamedAndNoneWritten_SaysToNameThem()
    {
        var (exit, _, error) = await DataCommand.RunAsync(DataCommand.Of("status"));

        (exit, error.Trim()).ShouldBe((2, "Name the modules: no Host with a private server wrote down where their databases are."));
    }
}
