using System.Text;
using OpenTelemetry.Metrics;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>OpenTelemetry names as Prometheus wants them (OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility").</summary>
internal static class PrometheusNames
{
    public static string Metric(string name, string unit, MetricType type)
    {
        var result = Sanitise(name, allowColon: true);
        if (Unit(unit) is { Length: > 0 } suffix && !result.EndsWith('_' + suffix, StringComparison.Ordinal) && !string.Equals(result, suffix, StringComparison.Ordinal))
        {
            result += '_' + suffix;
        }
        else if (unit == "1" && type.IsGauge() && !IsUpDownCounter(type) && !result.EndsWith("_ratio", StringComparison.Ordinal))
        {
            result += "_ratio";
        }

        if (IsCounter(type) && !result.EndsWith("_total", StringComparison.Ordinal))
        {
            result += "_total";
        }

        return result;
    }

    public static string Label(string name) => Sanitise(name, allowColon: false);

    public static string TypeOf(MetricType type) => type.IsHistogram() ? "histogram" : IsCounter(type) ? "counter" : "gauge";

    private static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    private static bool IsUpDownCounter(MetricType type) => type is MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic;

    // UCUM codes in use by the instruments this process listens to; a code in braces is an annotation ("{request}"), not a unit.
    private static string Unit(string unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "min" => "minutes",
        "h" => "hours",
        "d" => "days",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "Cel" => "celsius",
        "%" => "percent",
        "" or "1" => "",
        _ when unit.StartsWith('{') => "",
        _ => Sanitise(unit, allowColon: false).Trim('_'),
    };

    private static string Sanitise(string name, bool allowColon)
    {
        var result = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == ':' && allowColon)
            {
                if (result.Length == 0 && char.IsAsciiDigit(c))
                {
                    result.Append('_');
                }

                result.Append(c);
            }
            else if (result.Length == 0 || result[^1] != '_')
            {
                result.Append('_');
            }
        }

        return result.Length == 0 ? "_" : result.ToString();
    }
}
