using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// CORS as the frozen contracts have it, on <c>/api/*</c>: any origin, method and header, no credentials, preflights not cached. It stands before routing, so
/// a preflight needs no token and costs no permit, and a failure of any kind can be read by the page that caused it.
/// </summary>
public static class FrontendCors
{
    /// <summary>Paths below it belong to frontends.</summary>
    internal const string ApiPath = "/api";

    /// <summary>Registers the policy.</summary>
    public static IServiceCollection AddFrontendCors(this IServiceCollection services) => services.AddCors();

    /// <summary>Answers preflights and adds the headers to everything else.</summary>
    public static IApplicationBuilder UseFrontendCors(this IApplicationBuilder app)
    {
        var policy = new CorsPolicyBuilder().AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().SetPreflightMaxAge(TimeSpan.Zero).Build();
        return app.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase), api =>
            api.UseMiddleware<CorsMiddleware>(policy));
    }
}
