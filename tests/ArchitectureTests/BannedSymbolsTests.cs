using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Monolith.ArchitectureTests.Code;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>The lists of banned symbols in build/: every line bans something, says what to do instead, and reaches the projects it is for.</summary>
public sealed partial class BannedSymbolsTests
{
    private static readonly string Lists = Path.Combine(RealCode.Root, "build");

    private static readonly CSharpCompilation Planted = CSharpCompilation.Create(
        "Planted",
        [CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(RealCode.Root, "tests", "ArchitectureTests", "Planted", "BannedCalls.cs")))],
        PlantedCode.PlatformReferences,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static TheoryData<string, string, string> Lines
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var list in Directory.EnumerateFiles(Lists, "BannedSymbols*.txt").Order(StringComparer.Ordinal))
            {
                foreach (var line in File.ReadLines(list).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
                {
                    data.Add(Path.GetFileName(list), line.Split(';')[0], line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_OfAList_NamesASymbolThatExistsAndTheAlternative(string list, string symbol, string message)
    {
        DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, Planted).ShouldNotBeNull($"{list}: {symbol} bans nothing, there is no such symbol.");
        message.Length.ShouldBeGreaterThan(30, $"{list}: {symbol} must say why and what to do instead.");
    }

    [Fact]
    public void PlantedCalls_OneForEachLine_AreThere()
        => Planted.SyntaxTrees[0].ToString().ShouldSatisfyAllConditions([.. Lines.Select(l => (Action<string>)(source => source.ShouldContain($"// {l[1]}\n")))]);

    [Fact]
    public async Task PlantedCalls_UnderTheAnalyzer_AreAllReportedAndNothingElseIs()
    {
        var source = await Planted.SyntaxTrees[0].GetTextAsync();
        var planted = source.Lines.Where(l => Tag().IsMatch(l.ToString())).Select(l => l.LineNumber);
        Planted.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();

        var reported = await AnalyseAsync();

        reported.Select(d => d.Location.GetLineSpan().StartLinePosition.Line).Distinct().Order().ShouldBe(planted);
        reported.ShouldAllBe(d => d.Id == "RS0030");
    }

    [Theory]
    [InlineData("src/Modules/Movies/Movies/Movies.csproj", "BannedSymbols.txt", "BannedSymbols.Servers.txt", "BannedSymbols.Modules.txt")]
    [InlineData("src/Modules/Kernel/Kernel.csproj", "BannedSymbols.txt", "BannedSymbols.Servers.txt")]
    [InlineData("src/Host/Host.csproj", "BannedSymbols.txt", "BannedSymbols.Servers.txt")]
    [InlineData("src/Strangler/Cli/Strangler.Cli.csproj", "BannedSymbols.txt")]
    [InlineData("tests/ArchitectureTests/ArchitectureTests.csproj")]
    public async Task Lists_ByArea_ReachTheProject(string project, params string[] lists)
    {
        var (exitCode, output) = await MSBuildRun.RunAsync(Path.Combine(RealCode.Root, project), "-getItem:AdditionalFiles", "-getItem:PackageReference");

        exitCode.ShouldBe(0, output);
        var items = JsonDocument.Parse(output).RootElement.GetProperty("Items");
        Names(items, "AdditionalFiles").ShouldBe(lists, ignoreOrder: true);
        Names(items, "PackageReference").ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");

        static IEnumerable<string> Names(JsonElement items, string type) => items.GetProperty(type).EnumerateArray().Select(i => Path.GetFileName(i.GetProperty("Identity").GetString()!));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyseAsync()
    {
        var package = typeof(BannedSymbolsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BannedApiAnalyzers").Value!;
        var assembly = Assembly.LoadFrom(Path.Combine(package, "analyzers", "dotnet", "cs", "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        var analyzers = assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && t.Name.Contains("SymbolIsBanned", StringComparison.Ordinal))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
            .ToImmutableArray();
        analyzers.ShouldNotBeEmpty();
        var options = new AnalyzerOptions([.. Directory.EnumerateFiles(Lists, "BannedSymbols*.txt").Select(f => new ListFile(f))]);
        return await Planted.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
    }

    [GeneratedRegex("// [A-Z]:[A-Za-z0-9_.#`(){},\\[\\]]+$", RegexOptions.Multiline)]
    private static partial Regex Tag();

    private sealed class ListFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
    }
}
