using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Unit.Kernel.Web;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.LongLived;

/// <summary>Event streams and WebSockets through the host: they live as long as they like, and leave when their route does.</summary>
public sealed class LongLivedTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    // For the tests about timeouts; long enough that a busy machine answers in time.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("long-lived-").FullName;
    private readonly TaskCompletionSource _goOn = new();
    private readonly TaskCompletionSource _ended = new();
    private WebApplication _service = null!;
    private WebProcess? _host;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _goOn.TrySetResult();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task EventStream_LongerThanEveryTimeout_IsNotCut()
    {
        await StartAsync("unix", Short);
        using var response = await OpenStreamAsync();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync().WaitAsync(Soon)).ShouldBe("data: 1");

        await Task.Delay(1.5 * Short);
        _goOn.SetResult();

        (await reader.ReadToEndAsync().WaitAsync(Soon)).ShouldBe("\ndata: 2\n\n");
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Fact]
    public async Task EventStream_ItsRouteLeft_EndsWholeAfterTheGraceAndTheServiceIsLetGo()
    {
        await StartAsync("unix");
        using var response = await OpenStreamAsync();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync().WaitAsync(Soon);
        Connections.Count.ShouldBe(1);

        await RollBackAsync();

        // Cut off in the middle of the chunked body it would throw.
        (await reader.ReadToEndAsync().WaitAsync(Soon)).ShouldBe("\n");
        await _ended.Task.WaitAsync(Soon);
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Fact]
    public async Task EventStream_ClientLeaves_ServiceIsCancelled()
    {
        await StartAsync("http");
        (await OpenStreamAsync()).Dispose();

        await _ended.Task.WaitAsync(Soon);
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("unix")]
    [InlineData("http2")]
    public async Task WebSocket_EveryKindOfMessage_IsPassedOn(string transport)
    {
        await StartAsync(transport, Short);
        using var socket = await ConnectAsync(o =>
        {
            o.AddSubProtocol("chat.v1");
            o.DangerousDeflateOptions = new();
            o.KeepAliveInterval = TimeSpan.FromMilliseconds(100);
            o.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        });
        socket.SubProtocol.ShouldBe("chat.v1");

        foreach (var length in new[] { 0, 1, 125, 126, 65_535, 65_536, 300_000 })
        {
            var message = new string('m', length);
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            (await ReceiveAsync(socket)).ShouldBe(message);
        }

        await socket.SendAsync("one "u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        await socket.SendAsync("message"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await ReceiveAsync(socket)).ShouldBe("one message");
        // Longer than every timeout, with pings.
        await Task.Delay(1.5 * Short);
        await socket.CloseAsync((WebSocketCloseStatus)4001, "done", CancellationToken.None).WaitAsync(Soon);

        (socket.CloseStatus, socket.CloseStatusDescription).ShouldBe(((WebSocketCloseStatus)4001, "done"));
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("http2")]
    public async Task WebSocket_ItsRouteLeft_ClientIsToldThatTheServerGoesAway(string transport)
    {
        await StartAsync(transport);
        using var socket = await ConnectAsync();

        await RollBackAsync();

        (await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(Soon)).MessageType.ShouldBe(WebSocketMessageType.Close);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "", CancellationToken.None);
        await _ended.Task.WaitAsync(Soon);
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Fact]
    public async Task WebSocket_ItsRouteLeftAndTheClientDoesNotAnswer_IsCut()
    {
        await StartAsync("unix");
        using var socket = await ConnectAsync();

        await RollBackAsync();

        await _ended.Task.WaitAsync(LongLivedConnection.ClosingTime + Soon);
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    [Fact]
    public async Task WebSocket_HostStops_ClientIsToldAtOnce()
    {
        await StartAsync("unix", grace: "01:00:00");
        using var socket = await ConnectAsync();

        var stopping = _host!.App.StopAsync();

        (await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(Soon)).MessageType.ShouldBe(WebSocketMessageType.Close);
        await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "", CancellationToken.None);
        await stopping.WaitAsync(Soon);
    }

    [Fact]
    public async Task WebSocket_ClientLeaves_ServiceIsCancelled()
    {
        await StartAsync("http");
        (await ConnectAsync()).Abort();

        await _ended.Task.WaitAsync(Soon);
        await Eventually.BecomesAsync(() => Connections.Count, 0);
    }

    private LongLivedConnections Connections => _host!.App.Services.GetRequiredService<LongLivedConnections>();

    // The timeout is a request's, and just longer than that of a forwarded one that stands still. Without one it is longer than any test lasts.
    private async Task StartAsync(string transport, TimeSpan? timeout = null, string grace = "00:00:00.050")
    {
        var limit = timeout ?? TimeSpan.FromMinutes(1);
        var (port, socket) = (Ports.Free(), Path.Combine(_folder, "service.sock"));
        _service = transport == "unix"
            ? await TestService.StartAsync(socket, MapService)
            : await TestService.StartAsync(port, MapService, transport == "http2" ? HttpProtocols.Http2 : HttpProtocols.Http1);
        _host = await EdgeHost.StartAsync(
            transport == "unix" ? $"unix:{socket}" : $"http://127.0.0.1:{port}",
            app => app.Map("/f/{**rest}", () => "local").WithMetadata(new ExtractableAttribute("favorites.any")),
            [
                ("Strangler:Services:favorites:Protocol", transport == "http2" ? "Http2" : "Http1"),
                ("Web:RequestTimeout", $"{limit}"), ("Strangler:ActivityTimeout", $"{limit - TimeSpan.FromMilliseconds(100)}"), ("Strangler:LongLived:Grace", grace),
            ]);
        // The first request compiles what it runs through, and the timeouts are short here.
        await Eventually.BecomesAsync(WarmAsync, "warm", Soon);
    }

    private Task RollBackAsync() => _host!.App.Services.GetRequiredService<TrafficControl>().RollBackAsync(new(Target: null, All: true, "leave"), "test", CancellationToken.None);

    private async Task<string> WarmAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/f/warm") { Headers = { { "X-User", EdgeHost.OnService } } };
        using var response = await _host!.Public.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private void MapService(WebApplication app)
    {
        app.MapGet("/f/warm", () => "warm");
        app.UseWebSockets();
        app.MapGet("/f/events", async (HttpContext context) =>
        {
            context.RequestAborted.Register(_ended.SetResult);
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await _goOn.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("data: 2\n\n");
        });
        app.Map("/f/socket", async (HttpContext context) =>
        {
            var protocol = context.WebSockets.WebSocketRequestedProtocols.SingleOrDefault();
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = protocol, DangerousEnableCompression = true });
            try
            {
                await EchoAsync(socket);
            }
            finally
            {
                _ended.TrySetResult();
            }
        });
    }

    private static async Task EchoAsync(WebSocket socket)
    {
        var buffer = new byte[32 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(received.CloseStatus ?? WebSocketCloseStatus.Empty, received.CloseStatusDescription, CancellationToken.None);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, CancellationToken.None);
        }
    }

    private async Task<HttpResponseMessage> OpenStreamAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/f/events") { Headers = { { "X-User", EdgeHost.OnService } } };
        return await _host!.Public.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
    }

    private async Task<ClientWebSocket> ConnectAsync(Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-User", EdgeHost.OnService);
        configure?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_host!.PublicPort}/f/socket"), CancellationToken.None).WaitAsync(Soon);
        return socket;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[32 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Soon);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(message.ToArray());
    }
}
