using System.Text.RegularExpressions;

namespace Monolith.Integration.Deploy;

/// <summary>A metric that a dashboard or an alert asks for, with the labels it takes for granted.</summary>
internal sealed partial record MetricUse(string Expression, string Metric, IReadOnlyList<string> Labels)
{
    // Prometheus adds them when it scrapes.
    private static readonly string[] OfTheScrape = ["job", "instance"];

    /// <summary>All in a PromQL expression; a label that it groups by is taken for granted in each of its metrics.</summary>
    public static IEnumerable<MetricUse> In(string expression)
    {
        var grouped = Grouping().Matches(expression).SelectMany(m => m.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return Metrics().Matches(expression).Select(m => new MetricUse(
            expression, m.Groups["name"].Value,
            [.. grouped.Concat(Matchers().Matches(m.Groups["matchers"].Value).Select(label => label.Groups["label"].Value)).Except(OfTheScrape, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>Whether a scrape has a series of it with these labels.</summary>
    public bool IsIn(string scrape)
        => scrape.Split('\n').Any(line => (line.StartsWith(Metric + "{", StringComparison.Ordinal) || line.StartsWith(Metric + " ", StringComparison.Ordinal))
            && Labels.All(label => line.Contains($"{label}=\"", StringComparison.Ordinal)));

    [GeneratedRegex(@"(?<name>strangler_[a-z_]+)(?:\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metrics();

    [GeneratedRegex(@"(?<label>[a-z_]+)\s*(=~|!~|!=|=)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\b(by|on) \((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping();
}
