using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Integration.Browser;

/// <summary>Serves the page from an origin of its own and takes what it saw.</summary>
internal sealed class FrontendPage : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _url;
    private readonly TaskCompletionSource<IReadOnlyList<BrowserStep>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FrontendPage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        builder.WebHost.UseUrls(_url.ToString());
        _app = builder.Build();
        _app.MapGet("/", () => Results.File(Path.Combine(AppContext.BaseDirectory, "Browser", "frontend.html"), "text/html"));
        _app.MapPost("/result", async (HttpRequest request) =>
            _result.TrySetResult((await JsonSerializer.DeserializeAsync<List<BrowserStep>>(request.Body, JsonSerializerOptions.Web))!));
    }

    /// <summary>What the page did, when it is done.</summary>
    public Task<IReadOnlyList<BrowserStep>> Result => _result.Task;

    public static async Task<FrontendPage> StartAsync()
    {
        var page = new FrontendPage();
        await page._app.StartAsync();
        return page;
    }

    /// <summary>The page's address, told where the API is.</summary>
    public Uri AddressFor(Uri api, int rounds) => new(_url, $"/?api={Uri.EscapeDataString(new Uri(api, "/api").ToString())}&rounds={rounds}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
