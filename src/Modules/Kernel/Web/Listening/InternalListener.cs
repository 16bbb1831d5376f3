using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Web.Listening;

/// <summary>Keeps <c>/internal</c> and <c>/admin</c> from whoever comes in by the public listener: to them these routes do not exist, but for those with <see cref="PublicPathAttribute"/>.</summary>
public static class InternalListener
{
    private static readonly PathString[] Guarded = ["/internal", "/admin"];

    /// <summary>Whether the request came in by <c>InternalUrl</c>.</summary>
    public static bool IsInternalListener(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.RequestServices.GetRequiredService<Listeners>().IsInternal(context);
    }

    internal static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsGuarded(context) || context.IsInternalListener())
        {
            return next(context);
        }

        // The matched endpoint would word the error and name the route in the logs.
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // By the matched route, because one route has many spellings; and by path, so that what matches no route answers the same.
    private static bool IsGuarded(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var first = endpoint is RouteEndpoint { RoutePattern.PathSegments: [{ Parts: [RoutePatternLiteralPart literal] }, ..] } ? literal.Content : "";
        foreach (var guarded in Guarded)
        {
            if (context.Request.Path.StartsWithSegments(guarded, StringComparison.OrdinalIgnoreCase)
                || first.AsSpan().Equals(guarded.Value.AsSpan(1), StringComparison.OrdinalIgnoreCase))
            {
                return endpoint?.Metadata.GetMetadata<PublicPathAttribute>() is null;
            }
        }

        return false;
    }
}
