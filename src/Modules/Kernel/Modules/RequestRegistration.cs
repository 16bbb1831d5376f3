using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Modules;

/// <summary>Decides for each module whose Contracts are known where its requests are answered, and registers them so.</summary>
internal sealed class RequestRegistration(
    IHostApplicationBuilder builder,
    StartupErrors errors,
    WiringVerification verification,
    IReadOnlyDictionary<string, HandlerScan> loaded,
    RemoteDefault? defaultRemote)
{
    public IReadOnlyList<ModuleRequest> Register(IReadOnlyList<Assembly> contracts, IEnumerable<string> known)
    {
        var requests = new List<ModuleRequest>();
        var remotes = new RemoteModules(TimeProvider.System);
        builder.Services.AddSingleton(remotes);
        if (defaultRemote is not null)
        {
            remotes.SetDefault(defaultRemote);
        }

        foreach (var module in known)
        {
            var (settings, placement, service) = PlacementOf(module);
            if (placement == ModulePlacement.Remote && settings.Url is not null)
            {
                remotes.Add(module, service, settings);
            }

            foreach (var assembly in contracts.Where(c => ModuleContracts.ModuleOf(c) == module))
            {
                verification.CheckShape(assembly);
                foreach (var (request, answer) in ModuleContracts.RequestsIn(assembly))
                {
                    var descriptor = ModuleRequest.Create(module, request, answer, settings);
                    descriptor.HandlerType = loaded.TryGetValue(module, out var scan) && scan.HandlersOf(request) is [var handler, ..] ? handler : null;
                    descriptor.Register(builder.Services, placement);
                    requests.Add(descriptor);
                }
            }
        }

        if (remotes.All.Count > 0)
        {
            builder.Services.AddHostedService<PeerGreetings>();
        }

        return requests;
    }

    private (ModuleSettings Settings, ModulePlacement Placement, string Service) PlacementOf(string module)
    {
        // Each module has settings of its own, so the shared registration as a singleton does not serve here.
        var settings = new ServiceCollection().AddSettings<ModuleSettings>(builder.Configuration, errors, $"Modules:{module}");
        var isLoaded = loaded.ContainsKey(module);
        var placement = settings.Placement ?? (isLoaded ? ModulePlacement.InProcess : ModulePlacement.Remote);
        var service = settings.Url is null && defaultRemote is not null && !isLoaded ? defaultRemote.Service : module.ToLowerInvariant();
        settings.Url ??= isLoaded ? null : defaultRemote?.Url;
        verification.CheckPlacement(module, placement, settings, isLoaded);
        return (settings, placement, service);
    }
}
