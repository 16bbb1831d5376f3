using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Messaging.Peers;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Services;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Modules;

/// <summary>Puts modules into a process: the same code for the Host, which has all, and for an extracted service, which has one.</summary>
public static class ModuleRegistration
{
    /// <summary>
    /// Registers the modules, the requests they answer and the requests they send, and checks the whole. A module that is not listed but whose Contracts are
    /// used is remote.
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="errors">Receives every error; the caller ends the start-up when there are any.</param>
    /// <param name="modules">The modules to load.</param>
    /// <param name="defaultRemote">Where modules that are not listed are found unless <c>Modules:{Name}:Url</c> says otherwise; null when there must be none.</param>
    /// <param name="alsoContracts">Contracts that no listed module uses but the process itself does.</param>
    public static ModuleCatalog AddModules(
        this IHostApplicationBuilder builder, StartupErrors errors, IReadOnlyList<IModule> modules, RemoteDefault? defaultRemote = null, params IEnumerable<Assembly> alsoContracts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(modules);
        var verification = new WiringVerification(errors);
        verification.CheckNames(modules);
        modules = [.. modules.Where(m => !IsOff(builder.Configuration, m.Manifest))];

        var scans = modules.ToDictionary(m => m.Manifest.Name, m => new HandlerScan(m.GetType().Assembly), StringComparer.Ordinal);
        var contracts = scans.Values.SelectMany(s => ModuleContracts.UsedBy(s.Assembly)).Concat(alsoContracts).Distinct().ToList();
        var known = contracts.Select(c => ModuleContracts.ModuleOf(c)!).Concat(scans.Keys).ToHashSet(StringComparer.Ordinal);

        var requests = new RequestRegistration(builder, errors, verification, scans, defaultRemote).Register(contracts, known);
        foreach (var module in modules)
        {
            var scan = scans[module.Manifest.Name];
            verification.CheckDependencies(module.Manifest, known);
            verification.CheckForeignHandlers(module.Manifest, scan);
            verification.CheckHandlers(module.Manifest, scan, requests.Where(r => r.Module == module.Manifest.Name).Select(r => r.RequestType));
            AddScanned(builder.Services, scan);
            module.AddServices(new ModuleBuilder(module.Manifest, builder.Services, builder.Configuration, builder.Environment, errors));
            verification.CheckIdempotency(module, builder.Services);
        }

        AddControllers(builder.Services, scans.Values.Select(s => s.Assembly));
        AddMessaging(builder.Services);
        builder.Services.AddIdempotency(builder.Configuration, errors);
        builder.Services.AddEvents(builder.Configuration, errors, modules, contracts);
        var catalog = new ModuleCatalog(modules, requests);
        builder.Services.AddSingleton(catalog);
        return catalog;
    }

    // Off means off: no endpoints, no migrations, no background work. Requests to it answer Unavailable.
    private static bool IsOff(IConfiguration configuration, ModuleManifest manifest)
        => string.Equals(configuration[$"Modules:{manifest.Name}:{nameof(ModuleSettings.Placement)}"], nameof(ModulePlacement.Off), StringComparison.OrdinalIgnoreCase);

    private static void AddScanned(IServiceCollection services, HandlerScan scan) => services.Scan(source => source
        .FromAssemblies(scan.Assembly)
        // A handler of a Contracts request is registered as itself: senders get the handler of its placement, which runs this one in its own scope.
        .AddClasses(c => c.AssignableTo(typeof(IRequestHandler<,>)).Where(AnswersOwnModule), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
        .AddClasses(c => c.AssignableTo(typeof(IRequestHandler<,>)).Where(t => !AnswersOwnModule(t)), publicOnly: false).AsSelf().WithScopedLifetime()
        .AddClasses(c => c.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime());

    private static bool AnswersOwnModule(Type handler)
        => handler.GetInterfaces()
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .All(i => ModuleContracts.ModuleOf(i.GetGenericArguments()[0].Assembly) is null);

    private static void AddControllers(IServiceCollection services, IEnumerable<Assembly> assemblies)
        => services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            foreach (var assembly in assemblies)
            {
                parts.ApplicationParts.Add(new AssemblyPart(assembly));
            }

            foreach (var publicOnly in parts.FeatureProviders.OfType<ControllerFeatureProvider>().ToList())
            {
                parts.FeatureProviders.Remove(publicOnly);
            }

            parts.FeatureProviders.Add(new InternalControllers());
        });

    private static void AddMessaging(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModuleRequestRunner>();
        services.AddSingleton<TransactionGuard>();
        services.AddSingleton<InternalCallers>();
        services.AddSingleton<ProcessInstance>();
        services.TryAddSingleton<TokenSecuritySettings>();
        services.AddSingleton<UsedTokens>();
        services.AddPeers();
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
    }
}
