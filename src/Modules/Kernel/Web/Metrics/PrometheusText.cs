using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>
/// Prometheus text exposition format 0.0.4. A family is written once, with all its series together, also where several meters have an instrument of that name;
/// a series that would come twice, which makes a scraper refuse the whole answer, is written once.
/// </summary>
internal static class PrometheusText
{
    public static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var family in metrics.GroupBy(m => PrometheusNames.Metric(m.Name, m.Unit, m.MetricType), StringComparer.Ordinal))
        {
            var type = PrometheusNames.TypeOf(family.First().MetricType);
            var help = family.Select(m => m.Description).FirstOrDefault(d => d.Length > 0) ?? family.First().Name;
            text.Append("# HELP ").Append(family.Key).Append(' ').Append(EscapeHelp(help)).Append('\n');
            text.Append("# TYPE ").Append(family.Key).Append(' ').Append(type).Append('\n');
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var metric in family.Where(m => PrometheusNames.TypeOf(m.MetricType) == type))
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var labels = PrometheusLabels.Write(metric, point);
                    if (written.Add(labels))
                    {
                        WritePoint(text, family.Key, metric.MetricType, labels, point);
                    }
                }
            }
        }

        return text.ToString();
    }

    private static void WritePoint(StringBuilder text, string name, MetricType type, string labels, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.Histogram or MetricType.ExponentialHistogram:
                WriteHistogram(text, name, type, labels, point);
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                Series(text, name, labels, Number(point.GetSumLong()));
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                Series(text, name, labels, Number(point.GetSumDouble()));
                break;
            case MetricType.LongGauge:
                Series(text, name, labels, Number(point.GetGaugeLastValueLong()));
                break;
            case MetricType.DoubleGauge:
                Series(text, name, labels, Number(point.GetGaugeLastValueDouble()));
                break;
            default:
                throw new NotSupportedException($"The metric {name} is of type {type}, which the Prometheus text does not cover.");
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, MetricType type, string labels, in MetricPoint point)
    {
        var separator = labels.Length > 0 ? "," : "";
        var count = point.GetHistogramCount();
        if (type == MetricType.Histogram)
        {
            long cumulative = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                cumulative += bucket.BucketCount;
                if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                {
                    Series(text, name + "_bucket", $"{labels}{separator}le=\"{Number(bucket.ExplicitBound)}\"", Number(cumulative));
                }
            }

            // The buckets and the count are read one after the other while requests go on; the format wants the last bucket to equal the count.
            count = Math.Max(count, cumulative);
        }

        Series(text, name + "_bucket", $"{labels}{separator}le=\"+Inf\"", Number(count));
        Series(text, name + "_sum", labels, Number(point.GetHistogramSum()));
        Series(text, name + "_count", labels, Number(count));
    }

    private static void Series(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string EscapeHelp(string text) => text.ReplaceLineEndings("\n").Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
