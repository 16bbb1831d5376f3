using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Security.Services;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security;

/// <summary>Registers what every process needs to know who calls: users by access token, other processes by service token.</summary>
public static class TokenSecurityRegistration
{
    /// <summary>
    /// The authentication scheme <c>Bearer</c> (the default one), <see cref="ISessionRevocations"/> with its poller and readiness check, and
    /// <see cref="IServiceTokens"/>. Whoever calls this also registers an <see cref="ITokenKeys"/> and an <see cref="IRevocationSource"/>, both singletons.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">Sections <c>Security</c> and <c>ServiceIdentity</c>.</param>
    /// <param name="errors">Receives what is wrong with them.</param>
    /// <param name="dataDirectory">Where the service key is made unless the settings name one.</param>
    /// <param name="selfName">This service's name, for example <c>monolith</c> or <c>favorites</c>, unless <c>ServiceIdentity:Name</c> is set.</param>
    public static IServiceCollection AddTokenSecurity(
        this IServiceCollection services, IConfiguration configuration, StartupErrors errors, DataDirectory dataDirectory, string selfName)
    {
        services.TryAddSingleton(dataDirectory);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<TokenSecuritySettings>(configuration, errors, "Security");
        AddServiceTokens(services, configuration, errors, dataDirectory, selfName);

        services.AddSingleton<RevocationCache>();
        services.AddSingleton<ISessionRevocations>(provider => provider.GetRequiredService<RevocationCache>());
        services.AddHostedService<RevocationPoller>();
        services.AddHealthChecks().AddCheck<RevocationCheck>("log-outs", tags: ["ready"]);

        services.AddSingleton<AccessTokenVerifier>();
        services.AddAuthentication(BearerAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthenticationHandler>(BearerAuthenticationHandler.SchemeName, configureOptions: null);
        return services;
    }

    private static void AddServiceTokens(
        IServiceCollection services, IConfiguration configuration, StartupErrors errors, DataDirectory dataDirectory, string selfName)
    {
        var settings = services.AddSettings<ServiceIdentitySettings>(configuration, errors, "ServiceIdentity");
        var files = new ServiceKeyFiles(settings, dataDirectory, selfName);
        // Without a key the start-up ends with the errors; nothing asks for the tokens before.
        if (files.Load(errors) is { } key)
        {
            services.AddSingleton<IServiceTokens>(provider => new ServiceTokens(
                key,
                new TrustedServices(files.TrustedKeysDirectory, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TrustedServices>>()),
                provider.GetRequiredService<TokenSecuritySettings>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ServiceTokens>>()));
        }
    }
}
