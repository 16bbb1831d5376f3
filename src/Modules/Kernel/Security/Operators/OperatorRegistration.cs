using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Monolith.Kernel.Startup;

namespace Monolith.Host.Operators;

/// <summary>The authorization policy <c>Operator</c>, which every <c>/admin</c> endpoint names.</summary>
internal static class OperatorRegistration
{
    private const string Policy = "Operator";

    public static void AddOperators(this WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory)
    {
        if (OperatorToken.Read(builder.Configuration, errors, dataDirectory) is { } token)
        {
            builder.Services.AddSingleton(token);
        }

        builder.Services.AddSingleton<FailedOperators>();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, OperatorAuthenticationHandler>(OperatorAuthenticationHandler.SchemeName, configureOptions: null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(
            Policy, new AuthorizationPolicyBuilder(OperatorAuthenticationHandler.SchemeName).RequireAuthenticatedUser().RequireRole(OperatorAuthenticationHandler.SchemeName).Build());
    }
}
