using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Unit.Strangler;

/// <summary>A healthy extracted service that says who it is, or does what a test maps.</summary>
internal static class TestService
{
    public static Task<WebApplication> StartAsync(int port) => StartAsync(port, app => app.Run(context => context.Response.WriteAsJsonAsync(new { by = "service" })));

    public static Task<WebApplication> StartAsync(int port, Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1)
        => StartAsync(o => o.Listen(IPAddress.Loopback, port, l => l.Protocols = protocols), map);

    public static Task<WebApplication> StartAsync(string socket, Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1)
        => StartAsync(o => o.ListenUnixSocket(socket, l => l.Protocols = protocols), map);

    private static async Task<WebApplication> StartAsync(Action<KestrelServerOptions> listen, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(o =>
        {
            o.Limits.MaxRequestBodySize = null;
            o.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            o.AddServerHeader = false;
            // As the services do (WebDefaults).
            o.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
            listen(o);
        });
        builder.Services.AddRouting();
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
