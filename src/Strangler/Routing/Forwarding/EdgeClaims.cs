using System.Net;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Edge;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Says to a server who calls and what was asked for, as this host sees it; what anybody else said of that is not passed on.</summary>
internal static class EdgeClaims
{
    public static void Write(HttpContext context, HttpRequestMessage request)
    {
        foreach (var (name, _) in context.Request.Headers)
        {
            if (InsideOnlyHeaders.Contains(name))
            {
                request.Headers.Remove(name);
            }
        }

        if (Caller(context) is { } address)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", context.Request.Host.Value);
    }

    /// <summary>Who calls, an IPv4 address as such; null over a unix socket.</summary>
    public static IPAddress? Caller(HttpContext context)
        => context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
}
