using Microsoft.AspNetCore.Http;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Headers that belong to the edge, which is this host: nobody else's are believed, and the services' are not passed on.</summary>
internal static class EdgeHeaders
{
    private static readonly string[] TellWhereFrom = ["Forwarded", "X-Real-IP", "X-Original-URL", "X-Original-Host", "X-Rewrite-URL"];

    /// <summary>Request headers by which something in front of a service tells it who calls and what was asked for.</summary>
    public static bool IsClaim(string name)
        => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Internal-", StringComparison.OrdinalIgnoreCase)
            || TellWhereFrom.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Response headers of policies that are applied once, here: CORS and the rate limit.</summary>
    public static bool IsPolicy(string name)
        => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            // Not X-RateLimit-Reset: this host sets it only where it refuses itself, so it is a module's own refusal that says when to come back.
            || name.Equals("X-RateLimit-Limit", StringComparison.OrdinalIgnoreCase)
            || name.Equals("X-RateLimit-Remaining", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says to the service who calls, as this host sees it.</summary>
    public static void Claim(HttpContext context, HttpRequestMessage request)
    {
        foreach (var name in context.Request.Headers.Keys)
        {
            if (IsClaim(name))
            {
                request.Headers.Remove(name);
            }
        }

        if (context.Connection.RemoteIpAddress is { } address)
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", plain.ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", context.Request.Host.Value);
    }
}
