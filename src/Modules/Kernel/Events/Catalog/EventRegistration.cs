using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Admin;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Events.RabbitMq;
using Monolith.Kernel.Events.Watching;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Health;

namespace Monolith.Kernel.Events.Catalog;

/// <summary>Puts the events of a process together, once all its modules are registered; every flaw goes to the start-up's errors.</summary>
internal static class EventRegistration
{
    public static void AddEvents(this IServiceCollection services, IConfiguration configuration, StartupErrors errors, IReadOnlyList<IModule> modules, IEnumerable<Assembly> contracts)
    {
        var verification = new EventVerification(errors);
        var known = contracts.Concat(modules.Select(m => m.GetType().Assembly)).Distinct()
            .Where(a => ModuleContracts.ModuleOf(a) is not null)
            .SelectMany(a => verification.ReadEvents(a, ModuleContracts.ModuleOf(a)!))
            .ToList();
        verification.CheckNames(known);

        List<string> publishers = [];
        List<EventSubscription> subscriptions = [];
        foreach (var module in modules)
        {
            var assembly = module.GetType().Assembly;
            var handlers = EventScan.HandlersIn(assembly).ToList();
            var context = services.Select(s => s.ImplementationInstance).OfType<ModuleContext>().FirstOrDefault(c => c.Manifest.Schema == module.Manifest.Schema);
            var publishes = EventScan.EventsOf(assembly, module.Manifest.Schema).Any();
            verification.CheckDatabase(module.Manifest, publishes, handlers.Count > 0, context is not null);
            if (publishes)
            {
                publishers.Add(module.Manifest.Schema);
            }

            foreach (var (@event, handler) in verification.CheckSubscriptions(module.Manifest, handlers, known))
            {
                services.AddScoped(handler);
                if (context is not null)
                {
                    subscriptions.Add(EventSubscription.Create(module.Manifest.Schema, @event, handler, context.ContextType));
                }
            }
        }

        var settings = services.AddSettings<EventSettings>(configuration, errors, "Events");
        services.AddSingleton(new EventCatalog(publishers, [.. modules.Select(m => m.Manifest.Schema)], subscriptions));
        services.TryAddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxStores>();
        services.AddSingleton<EventInbox>();
        services.AddSingleton<EventCarriers>();
        if (settings.Transport == EventTransport.RabbitMq)
        {
            services.AddRabbitMq(settings.RabbitMq);
        }

        services.AddSingleton<EventDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<EventDispatcher>());
        services.AddSingleton<EventPurge>();
        services.AddHostedService(provider => provider.GetRequiredService<EventPurge>());
        services.AddSingleton<EventControl>();
        services.AddSingleton<EventWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<EventWatch>());
        if (publishers.Count > 0)
        {
            services.AddHealthChecks().AddCheck<EventsCheck>("events", tags: [HealthEndpoints.ReadyTag]);
        }

        // Before any seed that may publish.
        services.AddScoped<SubscriptionSeed>();
        services.Insert(0, ServiceDescriptor.Singleton(new ModuleSeed(typeof(SubscriptionSeed))));
    }
}
