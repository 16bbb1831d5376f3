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

        if (context.Connection.RemoteIpAddress is { } address)
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", plain.ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", context.Request.Host.Value);
    }
}
