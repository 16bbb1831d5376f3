using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Security.Operators;

/// <summary>The authorization policy <c>Operator</c>, which every <c>/admin</c> endpoint names.</summary>
public static class OperatorRegistration
{
    internal const string Policy = "Operator";

    /// <summary>Registers the policy and its scheme.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="errors">Gets the error of a token that is too short.</param>
    /// <param name="dataDirectory">Where a token is made and kept when none is configured.</param>
    public static void AddOperators(this WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory)
    {
        ArgumentNullException.ThrowIfNull(builder);
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
