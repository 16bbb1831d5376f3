using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Errors;
using Monolith.Kernel.Web.Health;
using Monolith.Kernel.Web.Listening;
using Monolith.Kernel.Web.Metrics;
using Monolith.Kernel.Web.Telemetry;
using Monolith.Kernel.Web.Tracking;

namespace Monolith.Kernel.Web;

/// <summary>The web side that the Host and every extracted service share: listeners, limits, errors, logs, telemetry, health, drain.</summary>
public static class WebDefaults
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Registers it. Reads <c>SecretsDir</c>, <c>Urls</c>, <c>InternalUrl</c> and the sections <c>Web</c> and <c>Telemetry</c>.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="errors">Receives every error of the configuration.</param>
    /// <param name="dataDirectory">Where the framework's own keys are kept.</param>
    /// <param name="serviceName">The process's name in telemetry, for example <c>monolith</c> or <c>favorites</c>.</param>
    public static WebSettings AddWebDefaults(this WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory, string serviceName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataDirectory);
        var services = builder.Services;
        builder.Configuration.AddSecretFiles(errors);
        builder.AddJsonLogs();
        var settings = services.AddSettings<WebSettings>(builder.Configuration, errors, "Web");
        var listeners = Listeners.Read(builder.Configuration, errors);
        services.AddSingleton(listeners);
        builder.WebHost.UseUrls(listeners.All);
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddSingleton<IPostConfigureOptions<ApiBehaviorOptions>, InvalidModelState>();
        // The JSON reader's texts name our types; without them there is its exception, which tells a wrong type from what is no JSON.
        services.Configure<JsonOptions>(o => o.AllowInputFormatterExceptionMessages = false);
        services.AddRequestTimeouts(o => o.DefaultPolicy = new() { Timeout = settings.RequestTimeout, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainDelay + settings.DrainTimeout);
        services.AddHostedService<DrainDelay>();
        services.AddHealthChecks().AddCheck<ShutdownCheck>("process", tags: [HealthEndpoints.ReadyTag]);
        services.AddDataProtection().SetApplicationName(serviceName).PersistKeysToFileSystem(Directory.CreateDirectory(dataDirectory.PathOf("data-protection"), OwnerOnly));
        services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry(errors, serviceName);
        return settings;
    }

    /// <summary>
    /// Puts it into the pipeline, down to the known user; rate limits, authorization and endpoints come after. Maps <c>/health/live</c>, <c>/health/ready</c> and
    /// <c>/metrics</c>. Authentication runs where a scheme is registered, and <see cref="SessionEnd"/> where log-outs are known.
    /// </summary>
    /// <param name="app">The process.</param>
    /// <param name="beforeRouting">What the process adds between errors and routing: the edge's header guard, CORS. Null for nothing.</param>
    public static void UseWebDefaults(this WebApplication app, Action<IApplicationBuilder>? beforeRouting = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestTracking>();
        app.UseMiddleware<ErrorResponses>();
        app.Use(FramingGuard.RefuseAsync);
        beforeRouting?.Invoke(app);
        app.UseRouting();
        app.Use(InternalListener.GuardAsync);
        app.UseRequestTimeouts();
        if (app.Services.GetService<IAuthenticationSchemeProvider>() is not null)
        {
            app.Use(QueryToken.MoveAsync);
            app.UseAuthentication();
        }

        if (app.Services.GetService<ISessionRevocations>() is not null)
        {
            app.UseSessionEnd();
        }

        app.Use(RequestTracking.AddUserAsync);
        app.MapHealth();
        app.MapGet("/metrics", app.Services.GetRequiredService<PrometheusScrape>().AnswerAsync).AllowAnonymous().ExcludeFromDescription();
    }
}
