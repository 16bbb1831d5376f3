using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Web.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Monolith.Kernel.Web.Telemetry;

/// <summary>
/// Runs the OpenTelemetry SDK for as long as the process serves. Registered before the web server, so it starts before it and stops after the last request;
/// what is not sent within two seconds is lost rather than holding up the stop.
/// </summary>
internal sealed class TelemetryLifetime(string serviceName, TelemetrySettings settings, OtlpExport? export, PrometheusScrape scrape) : IHostedService, IDisposable
{
    private const int FlushMilliseconds = 2000;

    // Time series per instrument. The SDK sets memory aside for all of them; beyond it everything is counted under otel.metric.overflow.
    private const int MaxSeries = 400;

    private static readonly string[] DatabaseTags =
        ["db.client.connection.pool.name", "db.client.connection.state", "db.operation.name", "db.response.status_code", "error.type"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var version = typeof(TelemetryLifetime).Assembly.GetName().Version?.ToString(3);
        var resource = ResourceBuilder.CreateDefault().AddService(serviceName, serviceVersion: version);
        _metrics = Metrics(resource).Build();
        if (export is not null)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.SampleRatio)))
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Yarp.ReverseProxy", "Monolith.*")
                .AddOtlpExporter(options => export.Apply(options, "traces"))
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.Shutdown(FlushMilliseconds);
            _metrics?.Shutdown(FlushMilliseconds);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // Where the database is and who signs in to it is nobody's business who may read /metrics.
    private static MetricStreamConfiguration Stream(Instrument instrument)
        => new() { CardinalityLimit = MaxSeries, TagKeys = instrument.Meter.Name == "Npgsql" ? DatabaseTags : null };

    private MeterProviderBuilder Metrics(ResourceBuilder resource)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            // Of ASP.NET Core these alone: authentication, authorization, routing and the memory pool measure every request too, and say nothing that is not here.
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "Monolith.*")
            .AddView(Stream)
            .AddReader(new BaseExportingMetricReader(scrape.Exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative });
        return export is null ? builder : builder.AddOtlpExporter(options => export.Apply(options, "metrics"));
    }
}
