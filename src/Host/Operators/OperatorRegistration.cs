using Microsoft.AspNetCore.Authentication;
using Monolith.Kernel.Startup;

namespace Monolith.Host.Operators;

/// <summary>The authorization policy <c>Operator</c>, which everything under /admin asks for.</summary>
internal static class OperatorRegistration
{
    public static void AddOperators(this WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory)
    {
        builder.Services.AddSingleton(new OperatorToken(builder.Configuration, dataDirectory, errors));
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthenticationHandler>(OperatorAuthenticationHandler.SchemeName, configureOptions: null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(OperatorAuthenticationHandler.SchemeName, policy => policy
            .AddAuthenticationSchemes(OperatorAuthenticationHandler.SchemeName)
            .RequireRole(OperatorAuthenticationHandler.SchemeName));
    }
}
