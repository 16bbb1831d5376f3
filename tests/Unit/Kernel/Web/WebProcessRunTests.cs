using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Listening;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class WebProcessRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("web-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, "'Urls'")]
    [InlineData(1, "'InternalUrl'")]
    public async Task Serve_OnATakenPort_NamesTheSetting(int taken, string setting)
    {
        int[] ports = [Ports.Free(), Ports.Free()];
        using var other = new TcpListener(IPAddress.Loopback, ports[taken]);
        other.Start();
        await using var app = Build($"http://127.0.0.1:{ports[0]}", $"http://127.0.0.1:{ports[1]}");

        var failure = await Should.ThrowAsync<StartupException>(() => app.ServeAsync());

        failure.Message.ShouldContain(setting);
        failure.Message.ShouldContain($"{ports[taken]}");
        failure.Message.ShouldContain("address already in use");
    }

    [Fact]
    public async Task Serve_OnAnAddressOfAnotherMachine_NamesTheSettings()
    {
        int[] ports = [Ports.Free(), Ports.Free()];
        await using var app = Build($"http://192.0.2.1:{ports[0]}", $"http://127.0.0.1:{ports[1]}");

        (await Should.ThrowAsync<StartupException>(() => app.ServeAsync())).Message.ShouldContain("Urls");
    }

    [Fact]
    public async Task Serve_UntilStopped_Returns()
    {
        int[] ports = [Ports.Free(), Ports.Free()];
        await using var app = Build($"http://127.0.0.1:{ports[0]}", $"http://127.0.0.1:{ports[1]}");
        var serving = app.ServeAsync();
        using (var client = new HttpClient())
        {
            while (!app.Lifetime.ApplicationStarted.IsCancellationRequested)
            {
                await Task.Delay(10);
            }

            (await client.GetStringAsync($"http://127.0.0.1:{ports[0]}/health/live")).ShouldContain("Healthy");
        }

        app.Lifetime.StopApplication();

        await serving.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private WebApplication Build(string url, string internalUrl)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection([new("DataDir", _folder.FullName), new("Urls", url), new("InternalUrl", internalUrl)]);
        var errors = new StartupErrors();
        builder.AddWebDefaults(errors, new DataDirectory(builder.Configuration), "test");
        errors.ThrowIfAny();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseWebDefaults();
        return app;
    }
}
