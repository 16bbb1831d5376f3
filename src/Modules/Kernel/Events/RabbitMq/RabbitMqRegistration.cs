using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Web.Health;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>Adds the broker to a process, where its settings say so.</summary>
internal static class RabbitMqRegistration
{
    /// <summary>Before the dispatcher, so that it is stopped after it: what the dispatcher still waits for is handled.</summary>
    public static void AddRabbitMq(this IServiceCollection services, RabbitMqSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<RabbitMqTopology>();
        services.AddSingleton<RabbitMqConnection>();
        services.AddSingleton<RabbitMqSenders>();
        services.AddHostedService<RabbitMqConsumers>();
        services.AddHealthChecks().AddCheck<RabbitMqCheck>("events broker", tags: [HealthEndpoints.ReadyTag]);
    }
}
