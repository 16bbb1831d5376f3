using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// CORS as the frozen contracts have it, on the paths of frontends: any origin, method and header, no credentials, preflights not cached. It stands before
/// routing, so a preflight needs no token and costs no permit, and a failure of any kind can be read by the page that caused it.
/// </summary>
public static class FrontendCors
{
    /// <summary>Registers the policy.</summary>
    public static IServiceCollection AddFrontendCors(this IServiceCollection services) => services.AddSingleton<FrontendPaths>().AddCors();

    /// <summary>Answers preflights and adds the headers to everything else.</summary>
    public static IApplicationBuilder UseFrontendCors(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var policy = new CorsPolicyBuilder().AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().SetPreflightMaxAge(TimeSpan.Zero).Build();
        var paths = app.ApplicationServices.GetRequiredService<FrontendPaths>();
        // Without an origin there is nothing to say, and no path is looked at.
        return app.UseWhen(context => context.Request.Headers.Origin.Count > 0 && paths.Contains(context.Request.Path), frontend =>
            frontend.UseMiddleware<CorsMiddleware>(policy));
    }
}
