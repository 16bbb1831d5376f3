using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.ProbeModule;

namespace Monolith.Unit.Kernel.Messaging;

/// <summary>One sender and one module, in one process or in two: the suite runs over both.</summary>
internal sealed class Placement : IAsyncDisposable
{
    private readonly List<WebApplication> _applications;

    private Placement(List<WebApplication> applications) => _applications = applications;

    public ProbeCalls Calls => Receiver.Services.GetRequiredService<ProbeCalls>();

    public WebApplication Sender => _applications[^1];

    private WebApplication Receiver => _applications[0];

    public static async Task<Placement> StartAsync(ModulePlacement placement, string receiver = "monolith")
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        List<WebApplication> applications = [];
        if (placement == ModulePlacement.Remote)
        {
            applications.Add(Build([new TheProbeModule()], null, receiver, url));
            applications.Add(Build([], new RemoteDefault("monolith", url), "caller", null));
        }
        else
        {
            applications.Add(Build([new TheProbeModule()], null, "caller", url));
        }

        await applications[0].StartAsync();
        return new Placement(applications);
    }

    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = Sender.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public Task StopReceiverAsync() => Receiver.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var application in _applications)
        {
            await application.DisposeAsync();
        }
    }

    private static WebApplication Build(IReadOnlyList<IModule> modules, RemoteDefault? remote, string self, Uri? url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Modules:Probe:Timeout"] = "00:00:01";
        builder.Configuration["Internal:Callers:caller:0"] = "probe.ProbeQuery";
        builder.Configuration["Internal:Callers:caller:1"] = "probe.ProbeCommand";
        builder.Services.AddSingleton<IServiceTokens>(new PlainTokens(self));
        var errors = new StartupErrors();
        builder.AddModules(errors, modules, remote, typeof(ProbeQuery).Assembly);
        errors.ThrowIfAny();
        var application = builder.Build();
        application.MapInternalRequests();
        if (url is not null)
        {
            application.Urls.Add(url.ToString());
        }

        return application;
    }

    /// <summary>Tokens without a signature: what signs them has tests of its own.</summary>
    private sealed class PlainTokens(string self) : IServiceTokens
    {
        public string Self => self;

        public string Issue(string audience, string permission) => $"{self}|{audience}|{permission}";

        public ServiceIdentity? Verify(string token)
            => token.Split('|') is [var from, var audience, var permission] && audience == self ? new ServiceIdentity(from, permission) : null;
    }
}
