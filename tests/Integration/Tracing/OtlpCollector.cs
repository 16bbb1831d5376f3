using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Integration.Tracing;

/// <summary>Receives what processes export by OTLP over HTTP, and keeps the spans.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app, string url)
    {
        _app = app;
        // A short delay, or each look would wait for the exporter's 5 s.
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Telemetry__Otlp__Endpoint"] = url,
            ["Telemetry__Otlp__Protocol"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        };
    }

    /// <summary>What a process's environment needs to export to here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public ConcurrentBag<ReceivedSpan> Spans { get; } = [];

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = $"http://127.0.0.1:{Ports.Free()}";
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var collector = new OtlpCollector(app, url);
        app.MapPost("/v1/traces", collector.TracesAsync);
        app.MapPost("/v1/metrics", () => Results.Ok());
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The numbers are those of opentelemetry/proto/collector/trace/v1/trace_service.proto and of what it imports.
    private async Task TracesAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        foreach (var resourceSpans in new ProtobufMessage(body.ToArray()).Messages(1))
        {
            var service = resourceSpans.Messages(1).SelectMany(resource => resource.Messages(1)).Single(a => a.Text(1) == "service.name").Messages(2).Single().Text(1);
            foreach (var scopeSpans in resourceSpans.Messages(2))
            {
                var source = scopeSpans.Messages(1).Single().Text(1);
                foreach (var span in scopeSpans.Messages(2))
                {
                    Spans.Add(new(service, source, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Number(6)));
                }
            }
        }
    }
}
