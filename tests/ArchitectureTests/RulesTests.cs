using Monolith.ArchitectureTests.Code;
using Monolith.ArchitectureTests.Rules;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>Each rule holds in the real tree, finds every fault planted for it, and lets pass what is allowed.</summary>
public sealed class RulesTests
{
    private static readonly string Planted = Path.Combine(RealCode.Root, "tests", "ArchitectureTests", "Planted", "Code");

    public static TheoryData<string> Rules => [.. AllRules.ByName.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Faults => Files(allowed: false);

    public static TheoryData<string, string> AllowedShapes => Files(allowed: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Check_RealTree_FindsNothing(string rule)
    {
        var violations = AllRules.ByName[rule].Check(RealCode.Base).Select(v => v.Describe(rule)).ToList();

        Assert.True(violations.Count == 0, $"{violations.Count} violation(s):\n\n{string.Join("\n\n", violations)}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Check_PlantedFault_IsFoundAndExplained(string rule, string fault)
    {
        using var planted = new PlantedCode(Path.Combine(Planted, rule, $"{fault}.cs"));

        var violations = AllRules.ByName[rule].Check(planted.Base).ToList();

        planted.Expected.ShouldNotBeEmpty($"{fault}.cs says nowhere '// expect: ...'.");
        var found = string.Join("\n\n", violations.Select(v => v.Describe(rule)));
        foreach (var expected in planted.Expected)
        {
            violations.ShouldContain(v => $"{v.What} {v.Where}".Contains(expected, StringComparison.Ordinal), $"No violation mentions '{expected}'. Found:\n{found}");
        }

        violations.Count.ShouldBe(planted.Expected.Count, found);
        violations.ShouldAllBe(v => v.What.Length > 0 && v.Where.Length > 0 && v.Why.Length > 0 && v.Fix.Length > 0);
    }

    [Theory]
    [MemberData(nameof(AllowedShapes))]
    public void Check_AllowedShape_FindsNothing(string rule, string shape)
    {
        using var planted = new PlantedCode(Path.Combine(Planted, rule, $"{shape}.cs"));

        AllRules.ByName[rule].Check(planted.Base).Select(v => v.Describe(rule)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_ByItsName_HasPlantedFaultAllowedShapeAndDocumentation(string rule)
    {
        Faults.ShouldContain(f => (string)f[0] == rule, $"Plant a fault in {Planted}/{rule}/.");
        AllowedShapes.ShouldContain(f => (string)f[0] == rule, $"Show what is allowed in {Planted}/{rule}/Allowed*.cs.");
        File.ReadLines(Path.Combine(RealCode.Root, "docs", "boundaries.md")).ShouldContain($"### {rule}");
    }

    private static TheoryData<string, string> Files(bool allowed)
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Planted, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name.StartsWith("Allowed", StringComparison.Ordinal) == allowed)
            {
                data.Add(Path.GetFileName(Path.GetDirectoryName(file))!, name);
            }
        }

        return data;
    }
}
