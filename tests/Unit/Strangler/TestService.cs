using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Monolith.Unit.Strangler;

/// <summary>A healthy extracted service that says who it is.</summary>
internal static class TestService
{
    public static async Task<WebApplication> StartAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(o => o.ListenLocalhost(port));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsJsonAsync(new { by = "service" }));
        await app.StartAsync();
        return app;
    }
}
