using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>No module depends on itself through others.</summary>
internal sealed class DependenciesAreAcyclic : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var graph = code.Implementations.ToDictionary(a => a.Module!, a => CodeBase.ManifestOf(a).DependsOn, StringComparer.Ordinal);
        foreach (var module in graph.Keys.Order(StringComparer.Ordinal))
        {
            if (FindCycle(graph, module, module, [module]) is { } cycle && cycle.Min(StringComparer.Ordinal) == module)
            {
                yield return new(
                    $"Modules depend on each other in a circle: {string.Join(" -> ", cycle)}.",
                    $"DependsOn in {string.Join(", ", cycle.Distinct(StringComparer.Ordinal).Select(m => $"{m}Module"))}",
                    "None of them can be extracted, deployed or understood without the others: they are one module in several folders.",
                    "Turn one dependency round: let the lower module publish what happened, or let the caller pass in what the other needs.");
            }
        }
    }

    private static List<string>? FindCycle(Dictionary<string, IReadOnlyList<string>> graph, string start, string at, List<string> path)
    {
        foreach (var next in graph.GetValueOrDefault(at, []))
        {
            if (next == start)
            {
                return [.. path, start];
            }

            if (!path.Contains(next, StringComparer.Ordinal) && FindCycle(graph, start, next, [.. path, next]) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }
}
