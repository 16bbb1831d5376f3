using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Idempotency;

/// <summary>Registers what actions with <see cref="IdempotentByKeyAttribute"/> need, once per process.</summary>
internal static class IdempotencyRegistration
{
    public static void AddIdempotency(this IServiceCollection services, IConfiguration configuration, StartupErrors errors)
    {
        services.AddSettings<IdempotencySettings>(configuration, errors, "Idempotency");
        services.AddSingleton<IdempotencyStores>();
        services.AddSingleton<KeyClaims>();
        services.AddScoped<IdempotencyFilter>();
        services.AddSingleton<IdempotencyPurge>();
        services.AddHostedService(provider => provider.GetRequiredService<IdempotencyPurge>());
    }
}
