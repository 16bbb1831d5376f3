using System.Diagnostics.Metrics;
using Monolith.Kernel.Web.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly string _meterName = "Test." + Guid.NewGuid().ToString("N");
    private readonly Meter _meter;
    private readonly PrometheusExporter _exporter = new();
    private readonly MeterProvider _provider;

    public PrometheusTextTests()
    {
        _meter = new Meter(_meterName);
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(_meterName, _meterName + ".Second").AddReader(new BaseExportingMetricReader(_exporter)).Build();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_WithHostileLabel_IsEscapedAndTotal()
    {
        _meter.CreateCounter<long>("strangler.answers", "{answer}", "Answers\nby \\ side").Add(3, new KeyValuePair<string, object?>("route.name", "a\"b\\c\nd"));

        Collect().ShouldBe(
            "# HELP strangler_answers_total Answers\\nby \\\\ side\n" +
            "# TYPE strangler_answers_total counter\n" +
            $"strangler_answers_total{{otel_scope_name=\"{_meterName}\",route_name=\"a\\\"b\\\\c\\nd\"}} 3\n");
    }

    [Fact]
    public void Histogram_OfSeconds_HasCumulativeBuckets()
    {
        var histogram = _meter.CreateHistogram<double>("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2.5] });
        double[] values = [0.1, 0.5, 0.7, 2, 99];
        Array.ForEach(values, v => histogram.Record(v));

        Series(Collect()).ShouldBe(
        [
            "wait_seconds_bucket{le=\"0.5\"} 2", "wait_seconds_bucket{le=\"1\"} 3", "wait_seconds_bucket{le=\"2.5\"} 4", "wait_seconds_bucket{le=\"+Inf\"} 5",
            "wait_seconds_sum 102.3", "wait_seconds_count 5",
        ]);
    }

    [Theory]
    [InlineData("http.server.duration", "s", MetricType.Histogram, "http_server_duration_seconds")]
    [InlineData("memory", "By", MetricType.LongSumNonMonotonic, "memory_bytes")]
    [InlineData("memory.bytes", "By", MetricType.LongGauge, "memory_bytes")]
    [InlineData("done_total", "", MetricType.LongSum, "done_total")]
    [InlineData("load", "1", MetricType.DoubleGauge, "load_ratio")]
    [InlineData("2nd--try/é", "", MetricType.LongGauge, "_2nd_try_")]
    [InlineData("queue", "{item}", MetricType.LongGauge, "queue")]
    public void Name_OfAnInstrument_FollowsTheSpecification(string name, string unit, MetricType type, string expected)
        => PrometheusNames.Metric(name, unit, type).ShouldBe(expected);

    [Fact]
    public void Gauges_NotFinite_AreWrittenAsPrometheusReadsThem()
    {
        _meter.CreateObservableGauge<double>("odd", () =>
        [
            new(double.NaN, new KeyValuePair<string, object?>("k", 1)), new(double.PositiveInfinity, new KeyValuePair<string, object?>("k", 2)),
            new(double.NegativeInfinity, new KeyValuePair<string, object?>("k", true)),
        ]);

        Series(Collect()).ShouldBe(["odd{k=\"1\"} NaN", "odd{k=\"2\"} +Inf", "odd{k=\"true\"} -Inf"], ignoreOrder: true);
    }

    [Fact]
    public void Instruments_OfOneNameInTwoMeters_AreOneFamily()
    {
        using var second = new Meter(_meterName + ".Second");
        _meter.CreateCounter<long>("jobs").Add(1);
        _meter.CreateCounter<long>("between").Add(1);
        second.CreateCounter<long>("jobs").Add(2);

        var text = Collect();

        text.Split("# TYPE jobs_total").Length.ShouldBe(2);
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, l => l.StartsWith("jobs_total{", StringComparison.Ordinal));
        lines[first + 1].ShouldStartWith("jobs_total{");
    }

    [Fact]
    public void Labels_ThatBecomeOneName_AreJoined()
    {
        _meter.CreateCounter<long>("joined").Add(1, new("a.b", "x"), new KeyValuePair<string, object?>("a_b", "y"));

        Series(Collect()).ShouldBe(["joined_total{a_b=\"x;y\"} 1"]);
    }

    private string Collect()
    {
        _exporter.Collect!(5000).ShouldBeTrue();
        return _exporter.Text;
    }

    private List<string> Series(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Replace($"otel_scope_name=\"{_meterName}\",", "", StringComparison.Ordinal)
                .Replace($",otel_scope_name=\"{_meterName}\"", "", StringComparison.Ordinal)
                .Replace($"{{otel_scope_name=\"{_meterName}\"}}", "", StringComparison.Ordinal)),
    ];
}
