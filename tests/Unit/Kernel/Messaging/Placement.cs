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
    private readonly Func<Task<WebApplication>> _newReceiver;

    private Placement(List<WebApplication> applications, Func<Task<WebApplication>> newReceiver)
    {
        _applications = applications;
        _newReceiver = newReceiver;
    }

    public ProbeCalls Calls => Receiver.Services.GetRequiredService<ProbeCalls>();

    public WebApplication Sender => _applications[^1];

    public Uri ReceiverUrl => new(Receiver.Urls.First());

    private WebApplication Receiver => _applications[0];

    public static async Task<Placement> StartAsync(ModulePlacement placement, string receiver = "monolith", params (string Key, string Value)[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var isRemote = placement == ModulePlacement.Remote;
        async Task<WebApplication> ReceiverAsync()
        {
            var application = Build([new TheProbeModule()], null, isRemote ? receiver : "caller", url, settings);
            await application.StartAsync();
            return application;
        }

        List<WebApplication> applications = [await ReceiverAsync()];
        if (isRemote)
        {
            applications.Add(Build([], new RemoteDefault("monolith", url), "caller", null, settings));
        }

        return new Placement(applications, ReceiverAsync);
    }

    /// <summary>A sender, not started, to a module that somebody else has.</summary>
    public static WebApplication SenderTo(Uri url, params (string Key, string Value)[] settings) => Build([], new RemoteDefault("monolith", url), "caller", null, settings);

    public static async Task<T> SendAsync<T>(WebApplication sender, IRequest<T> request)
    {
        await using var scope = sender.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public Task<T> SendAsync<T>(IRequest<T> request) => SendAsync(Sender, request);

    public Task StopReceiverAsync() => Receiver.StopAsync();

    /// <summary>As another process, at the same address.</summary>
    public async Task RestartReceiverAsync()
    {
        await Receiver.DisposeAsync();
        _applications[0] = await _newReceiver();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var application in _applications)
        {
            await application.DisposeAsync();
        }
    }

    private static WebApplication Build(IReadOnlyList<IModule> modules, RemoteDefault? remote, string self, Uri? url, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Modules:Probe:Timeout"] = "00:00:30";
        builder.Configuration["Internal:Callers:caller:0"] = "probe.ProbeQuery";
        builder.Configuration["Internal:Callers:caller:1"] = "probe.ProbeCommand";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

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
}
