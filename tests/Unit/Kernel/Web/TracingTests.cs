using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

[Collection(nameof(ProcessWideTelemetry))]
public sealed class TracingTests
{
    [Fact]
    public async Task ServerSpan_OfARoute_FollowsTheSemanticConventions()
    {
        await using var process = await StartAsync();
        var span = await SpanOfAsync(process, "/things/7?secret=1");

        span.DisplayName.ShouldBe("GET /things/{id:int}");
        span.GetTagItem("http.request.method").ShouldBe("GET");
        span.GetTagItem("http.route").ShouldBe("/things/{id:int}");
        span.GetTagItem("http.response.status_code").ShouldBe(200);
        span.GetTagItem("url.path").ShouldBe("/things/7");
        span.GetTagItem("url.scheme").ShouldBe("http");
        span.GetTagItem("server.address").ShouldBe("127.0.0.1");
        span.GetTagItem("network.protocol.version").ShouldBe("1.1");
        span.Status.ShouldBe(ActivityStatusCode.Unset);
        span.TagObjects.ShouldNotContain(t => Convert.ToString(t.Value, null)!.Contains("secret"));
    }

    [Fact]
    public async Task ServerSpan_OfAnException_IsAnError()
    {
        await using var process = await StartAsync();
        var span = await SpanOfAsync(process, "/throws");

        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.GetTagItem("error.type").ShouldBe("System.InvalidOperationException");
        span.GetTagItem("http.response.status_code").ShouldBe(500);
    }

    [Fact]
    public async Task ServerSpan_OfAProbe_IsNotExported()
    {
        await using var process = await StartAsync();

        (await SpanOfAsync(process, "/health/live")).Recorded.ShouldBeFalse();
    }

    [Fact]
    public async Task Tracing_WithoutCollector_MakesNoSpan()
    {
        await using var process = await StartAsync();

        (await process.Public.GetStringAsync("/has-span")).ShouldBe("false");
    }

    [Fact]
    public async Task Tracing_WithCollector_SendsSpansAndMetricsBeforeTheStop()
    {
        var received = new ConcurrentBag<string>();
        await using var collector = await WebProcess.StartAsync(app => app.MapPost("/v1/{signal}", async (HttpContext context, string signal) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Add(signal + ":" + System.Text.Encoding.Latin1.GetString(body.ToArray()));
        }));
        await using (var process = await StartAsync(("Telemetry:Otlp:Endpoint", $"http://127.0.0.1:{collector.PublicPort}"), ("Telemetry:Otlp:Protocol", "http/protobuf")))
        {
            (await process.Public.GetStringAsync("/has-span")).ShouldBe("true");
        }

        received.ShouldContain(r => r.StartsWith("traces:") && r.Contains("GET /has-span") && r.Contains("service.name"));
        received.ShouldContain(r => r.StartsWith("metrics:") && r.Contains("http.server.request.duration"));
    }

    private static Task<WebProcess> StartAsync(params (string, string)[] settings) => WebProcess.StartAsync(
        app =>
        {
            app.MapGet("/things/{id:int}", (int id) => id);
            app.MapGet("/throws", void () => throw new InvalidOperationException());
            app.MapGet("/has-span", () => Activity.Current is not null);
        },
        settings: settings);

    private static async Task<Activity> SpanOfAsync(WebProcess process, string path)
    {
        var stopped = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => stopped.TrySetResult(activity),
        };
        ActivitySource.AddActivityListener(listener);
        using var response = await process.Public.GetAsync(path);
        return await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
