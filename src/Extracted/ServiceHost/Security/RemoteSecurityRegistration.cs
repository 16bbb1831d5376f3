using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Extracted.ServiceHost.Security;

/// <summary>What the Auth module gives to the token security of the Host, for a process that has no Auth module.</summary>
internal static class RemoteSecurityRegistration
{
    /// <summary>Keys from the Host's JWKS document and log-outs from its Auth module; goes with AddTokenSecurity and the Contracts of Auth.</summary>
    /// <param name="services">The container.</param>
    /// <param name="hostUrl">The Host's internal listener.</param>
    public static IServiceCollection AddRemoteSecurity(this IServiceCollection services, Uri hostUrl)
    {
        services.AddSingleton(provider => new RemoteTokenKeys(
            hostUrl, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RemoteTokenKeys>>()));
        services.AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<RemoteTokenKeys>());
        services.AddHostedService(provider => provider.GetRequiredService<RemoteTokenKeys>());
        services.AddSingleton<IRevocationSource, RemoteRevocationSource>();
        services.AddHealthChecks().AddCheck<TokenKeysCheck>("token keys", tags: ["ready"]);
        return services;
    }
}
