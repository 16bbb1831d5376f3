using System.Diagnostics.Metrics;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>What a hand-over costs those who wait for it.</summary>
internal static class HoldMetrics
{
    private static readonly Meter Meter = new("Monolith.Kernel.Data");
    private static readonly Histogram<double> Held = Meter.CreateHistogram<double>(
        "monolith.data.hold.duration", "s", "How long a caller waited for a module's data to have an owner.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    private static readonly Counter<long> GivenUp = Meter.CreateCounter<long>("monolith.data.hold.refused", "{request}", "Callers that were told to come again because there was no owner for too long.");

    public static void Waited(string module, TimeSpan time) => Held.Record(time.TotalSeconds, new KeyValuePair<string, object?>("module", module));

    public static void Refused(string module) => GivenUp.Add(1, new KeyValuePair<string, object?>("module", module));
}
