using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Monolith.Kernel.Web.Metrics;

/// <summary>Turns one collection of the SDK into text; <see cref="Collect"/> starts one.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    /// <summary>Set by the reader that owns this exporter; null until the SDK runs.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>The last collection.</summary>
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var metrics = new List<Metric>();
        foreach (var metric in batch)
        {
            metrics.Add(metric);
        }

        // Written inside the collection: the SDK reuses the points for the next one.
        Text = PrometheusText.Write(metrics);
        return ExportResult.Success;
    }
}
