using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;

namespace Monolith.Unit.Kernel.Web;

/// <summary>A process as the Host and the services set one up, on two free ports.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("web-process-");
    private readonly int[] _ports = [Ports.Free(), Ports.Free()];

    private WebProcess()
    {
        Public = Client(_ports[0]);
        Internal = Client(_ports[1]);
    }

    public WebApplication App { get; private set; } = null!;

    public CapturedLogs Logs { get; } = new();

    public HttpClient Public { get; }

    public HttpClient Internal { get; }

    public int PublicPort => _ports[0];

    public static async Task<WebProcess> StartAsync(
        Action<WebApplication> map,
        Action<WebApplicationBuilder>? configure = null,
        Action<IApplicationBuilder>? beforeRouting = null,
        Action<WebApplication>? afterDefaults = null,
        Func<WebApplication, Task>? beforeStart = null,
        params (string Key, string Value)[] settings)
    {
        var process = new WebProcess();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = process._folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDir"] = process._folder.FullName,
            ["Urls"] = $"http://127.0.0.1:{process._ports[0]}",
            ["InternalUrl"] = $"http://127.0.0.1:{process._ports[1]}",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal));
        var errors = new StartupErrors();
        builder.AddWebDefaults(errors, new DataDirectory(builder.Configuration), "test");
        configure?.Invoke(builder);
        errors.ThrowIfAny();
        builder.Logging.ClearProviders().AddProvider(process.Logs).AddFilter("Monolith", LogLevel.Debug);
        process.App = builder.Build();
        process.App.UseWebDefaults(beforeRouting);
        afterDefaults?.Invoke(process.App);
        map(process.App);
        await (beforeStart?.Invoke(process.App) ?? Task.CompletedTask);
        await process.App.StartAsync();
        return process;
    }

    /// <summary>Sends bytes as they are and reads until the other side closes.</summary>
    public async Task<string> RawAsync(string request, bool toInternal = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", toInternal ? _ports[1] : _ports[0]);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Public.Dispose();
        Internal.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static HttpClient Client(int port) => new(new SocketErrorHandler(new() { AllowAutoRedirect = false })) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
}
