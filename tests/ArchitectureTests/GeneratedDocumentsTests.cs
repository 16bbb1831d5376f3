using Monolith.ArchitectureTests.Code;
using Monolith.ArchitectureTests.Documents;
using Monolith.Kernel.Modules;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>docs/module-graph.md and the table of docs/migration-plan.md say what the code says. With UPDATE_DOCS=1 they are written anew.</summary>
public sealed class GeneratedDocumentsTests
{
    public static TheoryData<string> Documents => [.. GeneratedDocument.AllOf(RealCode.Base).Select(d => d.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_OnDisk_IsCurrent(string path)
    {
        var document = GeneratedDocument.AllOf(RealCode.Base).Single(d => d.Path == path);
        var file = Path.Combine(RealCode.Root, path);
        var current = File.Exists(file) ? File.ReadAllText(file) : "";
        var expected = document.Apply(current);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
            return;
        }

        Assert.True(current == expected, $"{path} is stale: modules, requests, flags or services changed. Write it anew with:\n\n  {GeneratedDocument.Command}\n\nand commit it. It should be:\n\n{expected}");
    }

    [Fact]
    public void Apply_ToAStaleFile_ReplacesOnlyTheGeneratedPart()
    {
        var document = new GeneratedDocument("plan.md", "| new |\n", IsPartOfAFile: true);

        document.Apply("before\n<!-- generated: begin -->\n\n| old |\n\n<!-- generated: end -->\nafter\n")
            .ShouldBe("before\n<!-- generated: begin -->\n\n| new |\n\n<!-- generated: end -->\nafter\n");
        Should.Throw<InvalidOperationException>(() => document.Apply("no markers"));
    }

    [Fact]
    public void Order_OfModules_IsByRiskThenByWhoAsksThemThenByWhomTheyAsk()
    {
        var modules = new[]
        {
            Facts("Auth", ExtractionRisk.High),
            Facts("Wallet", ExtractionRisk.Low, dependents: ["Broker"]),
            Facts("Movies", ExtractionRisk.Medium),
            Facts("Files", ExtractionRisk.Low, dependsOn: ["Auth"]),
            Facts("Search", ExtractionRisk.Low, sentByServices: ["IsKnown"], dependents: ["Broker"]),
            Facts("Notes", ExtractionRisk.Low),
        };

        MigrationPlan.Order(modules).Select(m => m.Name).ShouldBe(["Notes", "Files", "Wallet", "Search", "Movies", "Auth"]);
    }

    [Fact]
    public void Order_OfTheRealModules_BeginsWithALeafAndEndsWithAuth()
    {
        var ordered = MigrationPlan.Order(ModuleFacts.Of(RealCode.Base)).ToList();

        ordered[0].Dependents.ShouldBeEmpty();
        ordered[^1].Name.ShouldBe("Auth");
    }

    private static ModuleFacts Facts(
        string name, ExtractionRisk risk, string[]? dependsOn = null, string[]? dependents = null, string[]? sentByServices = null)
        => new(new(name) { Risk = risk, DependsOn = dependsOn ?? [] }, dependents ?? [], sentByServices ?? [], [], [], [], [], [], HasService: false);
}
