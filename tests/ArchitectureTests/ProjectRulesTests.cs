using System.Text.RegularExpressions;
using Monolith.ArchitectureTests.Code;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>The rules of build/ModuleBoundaries.targets find every fault planted below Planted/Projects, and only those.</summary>
public sealed partial class ProjectRulesTests(PlantedProjects planted) : IClassFixture<PlantedProjects>
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "ModuleReferencesImplementation", "MOD001", "references src/Modules/Movies/Movies/Movies.csproj, the implementation of the module Movies" },
        { "ReferenceFromAnImportedFile", "MOD001", "references src/Modules/Movies/Movies/Movies.csproj" },
        { "StranglerReferencesImplementation", "MOD001", "Strangler.Routing references src/Modules/Movies/Movies/Movies.csproj" },
        { "ServiceReferencesASecondModule", "MOD001", "Extracted.Favorites references src/Modules/Movies/Movies/Movies.csproj" },
        { "ServiceHostReferencesImplementation", "MOD001", "Extracted.ServiceHost references src/Modules/Auth/Auth/Auth.csproj" },
        { "ContractsReferenceContracts", "MOD002", "references src/Modules/Movies/Movies.Contracts/Movies.Contracts.csproj" },
        { "ContractsReferenceImplementation", "MOD002", "references src/Modules/Favorites/Favorites/Favorites.csproj" },
        { "ContractsReferencePackage", "MOD002", "references the package or framework Npgsql" },
        { "ContractsReferenceFramework", "MOD002", "references the package or framework Microsoft.AspNetCore.App" },
        { "UndeclaredContracts", "MOD003", "does not name Auth in DependsOn (it names: 'Movies')" },
        { "DependencyDeclaredInAComment", "MOD003", "does not name Movies in DependsOn (it names: '')" },
        { "KernelReferencesContracts", "MOD004", "Kernel (Kernel) references src/Modules/Movies/Movies.Contracts/Movies.Contracts.csproj (Contracts)" },
        { "KernelReferencesImplementation", "MOD004", "Kernel (Kernel) references src/Modules/Movies/Movies/Movies.csproj (Implementation)" },
        { "ModuleReferencesHost", "MOD004", "references src/Host/Host.csproj (Host)" },
        { "ModuleReferencesStrangler", "MOD004", "references src/Strangler/Routing/Strangler.Routing.csproj (Strangler)" },
        { "StranglerReferencesContracts", "MOD004", "references src/Modules/Movies/Movies.Contracts/Movies.Contracts.csproj (Contracts)" },
        { "HostReferencesService", "MOD004", "Host (Host) references src/Extracted/Favorites/Extracted.Favorites.csproj (Extracted)" },
        { "ServiceReferencesStrangler", "MOD004", "references src/Strangler/Routing/Strangler.Routing.csproj (Strangler)" },
        { "ReferenceByHintPath", "MOD005", "references the built assembly Films" },
        { "ReferenceByAssemblyName", "MOD005", "references the built assembly Monolith.Movies, Version=1.0.0.0" },
        { "SourceOfAnotherModule", "MOD005", "src/Modules/Movies/Movies/Film.cs, the source of another project" },
        { "InternalsOpenToAnotherModule", "MOD006", "opens its internals to Monolith.Movies" },
        { "LayerProjectInAModule", "MOD007", "lies at src/Modules/Favorites/Favorites.Domain/Favorites.Domain.csproj" },
        { "ManifestMissing", "MOD008", "has no FavoritesModule.cs beside its project file" },
        { "ManifestComputed", "MOD008", "cannot read DependsOn in FavoritesModule.cs" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Check_PlantedProject_FailsWithItsOneErrorAndTheWayOut(string fault, string code, string what)
    {
        var error = planted.ErrorsOf(fault).ShouldHaveSingleItem();

        error.ShouldContain($"error {code}: ");
        error.ShouldContain(what);
        error.ShouldContain("Why it matters: ");
        error.ShouldContain("How to fix: ");
        error.ShouldContain($"See docs/boundaries.md#{code.ToLowerInvariant()}");
    }

    [Fact]
    public void Check_AllowedShapes_FindsNothing() => planted.ErrorsOf("AllowedShapes").ShouldBeEmpty();

    [Fact]
    public void Check_EveryPlantedFolder_IsExpected()
        => Directory.EnumerateDirectories(PlantedProjects.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)
            .ShouldBe(Faults.Select(f => (string)f[0]).Append("AllowedShapes").Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_InTheRules_AreEachPlantedAndDocumented()
    {
        var codes = Code().Matches(File.ReadAllText(Path.Combine(RealCode.Root, "build", "ModuleBoundaries.targets"))).Select(m => m.Value).Distinct().ToList();

        codes.ShouldBe(Faults.Select(f => (string)f[1]).Distinct(), ignoreOrder: true);
        File.ReadLines(Path.Combine(RealCode.Root, "docs", "boundaries.md")).Where(l => Code().IsMatch(l) && l.StartsWith("### ", StringComparison.Ordinal))
            .Select(l => l[4..]).ShouldBe(codes, ignoreOrder: true);
    }

    [Fact]
    public async Task Build_OfAPlantedProject_RunsTheCheck()
    {
        // The first target of a build that looks at project references; nothing here names the check.
        var project = Path.Combine(PlantedProjects.Folder, "ModuleReferencesImplementation/src/Modules/Favorites/Favorites/Favorites.csproj");

        var (exitCode, output) = await MSBuildRun.RunAsync(project, "-target:AssignProjectConfiguration");

        exitCode.ShouldBe(1);
        output.ShouldContain("error MOD001");
    }

    [Fact]
    public async Task Manifests_AsTheBuildReadsThem_AreThoseThatRun()
    {
        var (exitCode, output) = await MSBuildRun.RunAsync(Path.Combine(RealCode.Root, "tests", "ArchitectureTests", "Code", "ReadManifests.proj"));

        exitCode.ShouldBe(0, output);
        var read = ManifestLine().Matches(output)
            .ToDictionary(m => m.Groups["module"].Value, m => m.Groups["depends"].Value.Replace(";", ", ", StringComparison.Ordinal), StringComparer.Ordinal);
        foreach (var implementation in RealCode.Base.Implementations)
        {
            read.GetValueOrDefault(implementation.Module!, "").ShouldBe(string.Join(", ", CodeBase.ManifestOf(implementation).DependsOn), implementation.Name);
        }
    }

    [GeneratedRegex("MOD[0-9]{3}")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<module>\w+)\.csproj=(?<depends>[\w;]+)")]
    private static partial Regex ManifestLine();
}
