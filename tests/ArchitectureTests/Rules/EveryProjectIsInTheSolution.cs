using System.Text.RegularExpressions;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Monolith.sln has every project below src, tests and bench, and none that is not there.</summary>
internal sealed partial class EveryProjectIsInTheSolution : IArchitectureRule
{
    private const string Why = "What is not in the solution is not built by CI: it breaks unseen.";

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var listed = ProjectPath().Matches(File.ReadAllText(Path.Combine(code.Root, "Monolith.sln")))
            .Select(m => m.Groups[1].Value.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var present = ((string[])["src", "tests", "bench"]).Select(f => Path.Combine(code.Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(code.Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/Planted/", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        return present.Except(listed, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(p => new Violation($"{p} is not in Monolith.sln.", p, Why, $"dotnet sln Monolith.sln add {p}"))
            .Concat(listed.Except(present, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(p => new Violation($"Monolith.sln lists {p}, which does not exist.", "Monolith.sln", "The solution does not build.", $"dotnet sln Monolith.sln remove {p}")));
    }

    [GeneratedRegex("""
        ^Project\([^)]*\) = "[^"]*", "([^"]+\.csproj)"
        """, RegexOptions.Multiline)]
    private static partial Regex ProjectPath();
}
