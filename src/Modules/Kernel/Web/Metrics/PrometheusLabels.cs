using System.Globalization;
using OpenTelemetry.Metrics;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>A point's labels, sorted, escaped, without the braces. The meter's name is one of them: two meters may use one instrument name.</summary>
internal static class PrometheusLabels
{
    // A label's value comes from the process, but sometimes by way of a request.
    private const int LongestValue = 256;

    public static string Write(Metric metric, in MetricPoint point)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["otel_scope_name"] = metric.MeterName };
        foreach (var tag in point.Tags)
        {
            var name = PrometheusNames.Label(tag.Key);
            var value = Text(tag.Value);
            // Two names that become one: the values are joined, as the specification asks.
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{value}" : value;
        }

        return string.Join(',', labels.Select(l => $"{l.Key}=\"{Escape(l.Value)}\""));
    }

    private static string Text(object? value)
    {
        var text = value switch
        {
            null => "",
            bool b => b ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return text.Length <= LongestValue ? text : text[..LongestValue];
    }

    private static string Escape(string value) => value
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
