using System.Text.Json;
using Shouldly;
using Xunit;

namespace Monolith.DataCutover.Cli;

public sealed class VerifyCommandTests
{
    [Fact]
    public async Task Verify_SameThenDifferent_NamesKeysAndNothingElse()
    {
        await using var ledger = await LedgerPair.ReplicatingAsync();

        var (same, equal, _) = await DataCommand.RunAsync(ledger, "verify", "ledger");
        await ledger.PlantAsync("UPDATE ledger.accounts SET balance = 424242 WHERE id = 7");
        var (different, words, _) = await DataCommand.RunAsync(ledger, "verify", "ledger");
        var (exit, json, _) = await DataCommand.RunAsync(ledger, "verify", "ledger", "--json");

        (same, different, exit).ShouldBe((0, 14, 14));
        equal.ShouldContain("Both databases hold the same 20 rows.");
        words.ShouldMatch("accounts +7 +other values");
        words.ShouldNotContain("424242");
        using var report = JsonDocument.Parse(json);
        var difference = report.RootElement.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        difference.GetProperty("kind").GetString().ShouldBe("changed");
        difference.GetProperty("key").EnumerateArray().Select(v => v.GetString()).ShouldBe(["7"]);
        json.ShouldNotContain("424242");
    }
}
