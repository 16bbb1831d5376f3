using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Unit.Calls;

/// <summary>Stands between two processes, passes on what it gets, and does to the next request what it is told.</summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    private const int NoFault = -1;
    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private int _next = NoFault;

    private FaultyWire(WebApplication app, Uri url, Uri target)
    {
        _app = app;
        Url = url;
        _client = new HttpClient { BaseAddress = target };
    }

    public Uri Url { get; }

    public static async Task<FaultyWire> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var wire = new FaultyWire(builder.Build(), new Uri($"http://127.0.0.1:{Ports.Free()}"), target);
        wire._app.Urls.Add(wire.Url.ToString());
        wire._app.Run(wire.PassAsync);
        await wire._app.StartAsync();
        return wire;
    }

    public void Next(WireFault fault) => Volatile.Write(ref _next, (int)fault);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var fault = context.Request.Path.StartsWithSegments("/internal/requests", StringComparison.Ordinal) ? (WireFault)Interlocked.Exchange(ref _next, NoFault) : (WireFault)NoFault;
        switch (fault)
        {
            case WireFault.ServerError:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case WireFault.DropBefore:
                context.Abort();
                return;
            case WireFault.Reset:
                var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
                socket.LingerState = new(enable: true, seconds: 0);
                socket.Close();
                return;
            case WireFault.Delay:
                await Task.Delay(100);
                break;
        }

        using var answer = await SendAsync(context, body.ToArray());
        if (fault == WireFault.DropAfter)
        {
            context.Abort();
            return;
        }

        if (fault == WireFault.Duplicate)
        {
            (await SendAsync(context, body.ToArray())).Dispose();
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, context.Request.Path.Value) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in context.Request.Headers.Where(h => h.Key.StartsWith("X-Internal-", StringComparison.OrdinalIgnoreCase) || h.Key == "Authorization"))
        {
            request.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        var answer = await _client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }
}
