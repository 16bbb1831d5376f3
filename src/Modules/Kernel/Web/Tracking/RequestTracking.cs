using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Web.Telemetry;

namespace Monolith.Kernel.Web.Tracking;

/// <summary>Outermost: names the request, opens its <see cref="CallContext"/> and log scope, and writes its one access log line and its span's attributes.</summary>
internal sealed partial class RequestTracking(RequestDelegate next, WebSettings settings, TimeProvider time, ILogger<RequestTracking> logger)
{
    private const int LongestPath = 200;

    public async Task InvokeAsync(HttpContext context)
    {
        var id = RequestId.Of(context.Request);
        context.TraceIdentifier = id;
        // In the request too: where it is forwarded, the next process takes it over.
        context.Request.Headers[RequestId.Header] = id;
        if (settings.RequestIdInAnswers)
        {
            context.Response.OnStarting(static state =>
            {
                // As late as this, because a forwarded answer brings one of its own.
                var started = (HttpContext)state;
                started.Response.Headers[RequestId.Header] = started.TraceIdentifier;
                return Task.CompletedTask;
            }, context);
        }

        var startedAt = time.GetTimestamp();
        CallContext.Current = new CallContext(id, UserId: null, time.GetUtcNow() + settings.RequestTimeout);
        var scope = new RequestLogScope(id);
        context.Features.Set(scope);
        using (logger.BeginScope(scope))
        {
            try
            {
                await next(context);
            }
            finally
            {
                Log(context, time.GetElapsedTime(startedAt));
                ServerSpan.Describe(Activity.Current, context, IsProbe(context));
            }
        }
    }

    /// <summary>The user, from where authentication has run.</summary>
    public static Task AddUserAsync(HttpContext context, RequestDelegate next)
    {
        if (Security.UserPrincipal.FindUserId(context.User) is { } user)
        {
            if (context.Features.Get<RequestLogScope>() is { } scope)
            {
                scope.UserId = user;
            }

            if (CallContext.Current is { } call)
            {
                CallContext.Current = call with { UserId = user };
            }
        }

        return next(context);
    }

    private static bool IsProbe(HttpContext context)
        => context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || context.Request.Path.Equals("/metrics", StringComparison.OrdinalIgnoreCase);

    private void Log(HttpContext context, TimeSpan elapsed)
    {
        var level = IsProbe(context) ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            // Never the query: it is where tokens and search terms are.
            LogAccess(level, context.Request.Method, RouteOrPath(context), context.Response.StatusCode, Math.Round(elapsed.TotalMilliseconds, 1));
        }
    }

    private static string RouteOrPath(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template })
        {
            return template.StartsWith('/') ? template : "/" + template;
        }

        var path = context.Request.Path.Value ?? "";
        return path.Length <= LongestPath ? path : path[..LongestPath];
    }

    [LoggerMessage(EventId = EventIds.RequestAnswered, Message = "{Method} {Route} {Status} in {Milliseconds} ms")]
    private partial void LogAccess(LogLevel level, string method, string route, int status, double milliseconds);
}
