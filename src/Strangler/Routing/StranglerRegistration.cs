using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Admin.Applying;
using Monolith.Strangler.Routing.Admin.Explaining;
using Monolith.Strangler.Routing.Admin.Linting;
using Monolith.Strangler.Routing.Admin.Passes;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Strangler.Routing.Keys;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Strangler.Routing.Store.Rollbacks;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing;

/// <summary>Puts the strangler layer into a host.</summary>
public static class StranglerRegistration
{
    /// <summary>The meter to subscribe to.</summary>
    public const string MeterName = StranglerMetrics.MeterName;

    /// <summary>Registers the layer in a host of modules, its flags in PostgreSQL. Call after <see cref="ModuleDataRegistration.AddModuleDatabases"/>.</summary>
    /// <param name="builder">The host's.</param>
    /// <param name="errors">Gets every error of section <c>Strangler</c>.</param>
    /// <param name="dataDirectory">The last good flags are kept below it.</param>
    /// <param name="modules">The modules in the host: those that may be extracted.</param>
    public static IHostApplicationBuilder AddStrangler(
        this IHostApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory, IReadOnlyList<ModuleManifest> modules)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(modules);
        HashSet<string> names = [.. modules.Select(m => m.Schema)];
        var settings = builder.AddRouting(errors, dataDirectory, names);
        foreach (var unknown in settings.Services.Keys.Where(name => !names.Contains(name.ToLowerInvariant())))
        {
            errors.Add($"Configuration 'Strangler:Services:{unknown}': there is no module '{unknown}'; the modules are {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
        }

        builder.Services.AddPostgresFlagStore();
        return builder;
    }

    /// <summary>Registers everything but an <see cref="IFlagStore"/>.</summary>
    /// <param name="builder">The process's.</param>
    /// <param name="errors">Gets every error of section <c>Strangler</c>.</param>
    /// <param name="dataDirectory">The last good flags are kept below it.</param>
    /// <param name="modules">What may stand before the dot of a flag; null where whoever maps the routes has checked them.</param>
    internal static StranglerSettings AddRouting(
        this IHostApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory, IReadOnlySet<string>? modules)
    {
        var services = builder.Services;
        var settings = services.AddSettings<StranglerSettings>(builder.Configuration, errors, "Strangler");
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpForwarder();
        services.AddSingleton<ExtractedServices>();
        services.AddSingleton(provider => new RouteCatalog(modules, provider.GetRequiredService<ExtractedServices>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SnapshotFile(dataDirectory, provider.GetRequiredService<ILogger<SnapshotFile>>()));
        services.AddSingleton(new CheckpointFile(dataDirectory));
        services.AddSingleton<LedgerGuard>();
        services.AddSingleton<RoutingState>();
        services.AddSingleton(provider => new PendingRollbacks(
            dataDirectory, provider.GetRequiredService<RoutingState>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PendingRollbacks>>()));
        services.AddSingleton(HostIdentity.OfThisProcess());
        services.AddSingleton<HostRegister>();
        services.AddSingleton<Lease>();
        services.AddSingleton<LiveFlags>();
        services.AddSingleton(_ => new EdgeSigner(settings.EdgeSecret ?? dataDirectory.GetOrCreateSecret("strangler-edge")));
        services.AddSingleton(settings.Visitors);
        services.AddSingleton<VisitorCookie>();
        services.AddSingleton<RoutingKeys>();
        services.AddSingleton<TesterOverride>();
        services.AddSingleton<RequestDecider>();
        services.AddSingleton<StranglerMetrics>();
        services.AddSingleton<StateMetrics>();
        services.AddSingleton(provider => new ForwardingLimits(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LongLivedConnections>();
        services.AddSingleton<ServiceForwarder>();
        services.AddSingleton<ChangeReport>();
        services.AddSingleton<TrafficControl>();
        services.AddSingleton<DocumentControl>();
        services.AddSingleton<TesterPasses>();
        services.AddSingleton<StatusReport>();
        services.AddSingleton<LedgerReport>();
        services.AddSingleton<EndpointSearch>();
        services.AddSingleton<ExplainReport>();
        services.AddSingleton<FlagLint>();
        services.AddSingleton<IRouteFlags, RouteFlags>();
        services.AddSingleton<FlagUpdates>();
        services.AddHostedService(provider => provider.GetRequiredService<FlagUpdates>());
        services.AddHostedService<ServiceProbe>();
        // Two lines for every forwarded request otherwise.
        builder.Logging.AddFilter("Yarp.ReverseProxy", LogLevel.Warning);
        return settings;
    }

    /// <summary>Decides who answers each extractable request. Goes after routing, authentication and authorization.</summary>
    public static WebApplication UseStrangler(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseStrangler(app);
        return app;
    }

    /// <param name="app">The pipeline, or a branch of it.</param>
    /// <param name="endpoints">Where the routes are.</param>
    internal static void UseStrangler(this IApplicationBuilder app, IEndpointRouteBuilder endpoints)
    {
        var services = app.ApplicationServices;
        services.GetRequiredService<RouteCatalog>().Sources = () => endpoints.DataSources;
        // Nobody else asks for it: it is there to be collected from.
        services.GetRequiredService<StateMetrics>();
        var longLived = services.GetRequiredService<LongLivedConnections>();
        services.GetRequiredService<LiveFlags>().Applied += (_, _) => longLived.Recheck();
        app.UseMiddleware<StranglerMiddleware>();
    }

    /// <summary>Maps <c>/admin/strangler</c>; needs the authorization policy <c>Operator</c>. For the internal listener.</summary>
    public static RouteGroupBuilder MapStranglerAdmin(this IEndpointRouteBuilder endpoints) => AdminEndpoints.Map(endpoints);
}
