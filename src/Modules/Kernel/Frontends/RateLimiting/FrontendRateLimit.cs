using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Errors;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>
/// The frozen contracts' rate limit on <c>/api/*</c> and every other endpoint of a frontend: every answer says what is left, and one too many is 429 with the second to come back. After
/// authentication, before authorization: whoever tries tokens is counted too.
/// </summary>
public static class FrontendRateLimit
{
    // What the frontends read where no endpoint says otherwise.
    private static readonly object TooManyRequests = new { message = "Too Many Attempts." };

    /// <summary>Registers it; reads the section <c>RateLimit</c>.</summary>
    public static IServiceCollection AddFrontendRateLimit(this IServiceCollection services, IConfiguration configuration, StartupErrors errors)
    {
        services.AddSettings<RateLimitSettings>(configuration, errors, "RateLimit");
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<FrontendRateLimiter>();
    }

    /// <summary>Counts and refuses.</summary>
    public static IApplicationBuilder UseFrontendRateLimit(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var settings = app.ApplicationServices.GetRequiredService<RateLimitSettings>();
        if (!settings.Enabled)
        {
            return app;
        }

        var limiter = app.ApplicationServices.GetRequiredService<FrontendRateLimiter>();
        var limit = settings.PermitLimit.ToString(CultureInfo.InvariantCulture);
        return app.Use((context, next) => IsFrontends(context) ? CountAsync(context, next, limiter, limit) : next(context));
    }

    private static bool IsFrontends(HttpContext context)
        => context.Request.Path.StartsWithSegments(FrontendPaths.Api, StringComparison.OrdinalIgnoreCase) || context.GetEndpoint()?.Metadata.GetMetadata<IFrontendErrors>() is not null;

    private static async Task CountAsync(HttpContext context, RequestDelegate next, FrontendRateLimiter limiter, string limit)
    {
        using var lease = limiter.Count(context);
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = limit;
        headers["X-RateLimit-Remaining"] = lease.Remaining.ToString(CultureInfo.InvariantCulture);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        headers.RetryAfter = lease.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = lease.ResetUnixSeconds.ToString(CultureInfo.InvariantCulture);
        var body = context.GetEndpoint()?.Metadata.GetMetadata<IFrontendErrors>()?.TooManyRequests ?? TooManyRequests;
        await context.WriteJsonErrorAsync(StatusCodes.Status429TooManyRequests, body);
    }
}
