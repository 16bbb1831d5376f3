using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Monolith.Kernel.Web.Telemetry;

/// <summary>
/// ASP.NET Core calls every server span <c>Microsoft.AspNetCore.Hosting.HttpRequestIn</c> and says nothing about it; this gives it the name and the attributes
/// of the OpenTelemetry semantic conventions for HTTP servers. Neither the query nor an address is recorded.
/// </summary>
internal static class ServerSpan
{
    private static readonly HashSet<string> KnownMethods = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY" };

    public static void Describe(Activity? activity, HttpContext context, bool isProbe)
    {
        if (activity is not { IsAllDataRequested: true, Kind: ActivityKind.Server })
        {
            return;
        }

        if (isProbe)
        {
            // Asked every few seconds, and nobody looks at it: not exported.
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            activity.IsAllDataRequested = false;
            return;
        }

        var request = context.Request;
        var known = KnownMethods.Contains(request.Method);
        activity.SetTag("http.request.method", known ? request.Method : "_OTHER");
        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("url.path", request.Path.Value);
        activity.SetTag("server.address", request.Host.Host);
        activity.SetTag("server.port", request.Host.Port ?? context.Connection.LocalPort);
        activity.SetTag("network.protocol.version", request.Protocol is ['H', 'T', 'T', 'P', '/', .. var version] ? version : null);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);

        var name = known ? request.Method : "HTTP";
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template })
        {
            var route = template.StartsWith('/') ? template : "/" + template;
            activity.SetTag("http.route", route);
            name = $"{name} {route}";
        }

        activity.DisplayName = name;
        if (context.Response.StatusCode >= 500)
        {
            activity.SetTag("error.type", activity.GetTagItem("error.type") ?? context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
