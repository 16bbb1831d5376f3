using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Web.Errors;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Strangler.Routing.Keys;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing;

/// <summary>
/// Where a request takes its side. <c>monolith</c> goes on to the local endpoint: no proxy, no network, nothing that can be down. <c>service</c> is
/// forwarded; what the service did not do, and cannot have done, the local endpoint does.
/// </summary>
internal sealed partial class StranglerMiddleware(
    RequestDelegate next, RouteCatalog catalog, RequestDecider decider, ServiceForwarder forwarder, StranglerMetrics metrics, StranglerSettings settings,
    TimeProvider time, ILogger<StranglerMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
        => catalog.Find(context.GetEndpoint()) is { } route ? RouteAsync(context, route) : next(context);

    private Task RouteAsync(HttpContext context, ExtractableRoute route)
    {
        var started = time.GetTimestamp();
        var decision = decider.Decide(context, route);
        route.Traffic.Decided(decision);
        return decision.Side == Side.Service ? ServiceAsync(context, route, decision, started) : MonolithAsync(context, route, decision.Reason, started);
    }

    private async Task MonolithAsync(HttpContext context, ExtractableRoute route, DecisionReason reason, long started)
    {
        var failed = true;
        try
        {
            Expose(context, Side.Monolith, MetricNames<DecisionReason>.Of(reason));
            await next(context);
            failed = context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        }
        finally
        {
            Answered(route, Side.Monolith, failed, started);
        }
    }

    private async Task ServiceAsync(HttpContext context, ExtractableRoute route, Decision decision, long started)
    {
        var failed = true;
        try
        {
            failed = !await TryServiceAsync(context, route, decision);
        }
        finally
        {
            Answered(route, Side.Service, failed, started);
        }
    }

    private void Answered(ExtractableRoute route, Side side, bool failed, long started)
    {
        var ended = time.GetTimestamp();
        var duration = time.GetElapsedTime(started, ended);
        route.Traffic.Answered(side, failed, duration, ended);
        metrics.Answered(route.Id, side, duration);
    }

    /// <returns>Whether the service answered, and without an error.</returns>
    private async Task<bool> TryServiceAsync(HttpContext context, ExtractableRoute route, Decision decision)
    {
        Expose(context, Side.Service, MetricNames<DecisionReason>.Of(decision.Reason));
        context.Features.Set<ILongLivedRoute>(new DecidedRoute(decider, context, route, decision));
        var result = await forwarder.ForwardAsync(context, route.Service!);
        switch (result.Outcome)
        {
            case ForwardOutcome.MayFallBack:
                var reason = result.Reason!.Value;
                route.Traffic.FellBack(reason);
                // While the breaker is open or the service unhealthy this is every request; that it became so was said once.
                LogFellBack(reason is FallbackReason.BreakerOpen or FallbackReason.Unhealthy ? LogLevel.Debug : LogLevel.Warning, route.Id, reason);
                Expose(context, Side.Monolith, MetricNames<FallbackReason>.Of(reason));
                await next(context);
                return false;
            case ForwardOutcome.MayHaveHappened:
                LogMayHaveHappened(route.Id, context.Request.Method, result.Reason!.Value);
                await context.WriteErrorAsync(result.Status);
                return false;
            case ForwardOutcome.Torn:
                LogTorn(route.Id, result.Reason!.Value);
                return false;
            case ForwardOutcome.ClientFault:
                if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
                {
                    // In the words of the local endpoint, where Kestrel would have found the same fault.
                    await context.WriteErrorAsync(result.Status);
                }

                return true;
            default:
                return context.Response.StatusCode < StatusCodes.Status500InternalServerError;
        }
    }

    private void Expose(HttpContext context, Side side, string reason)
    {
        if (settings.ExposeDecision == DecisionExposure.Everybody
            || (settings.ExposeDecision == DecisionExposure.SignedIn && context.User.Identity is { IsAuthenticated: true }))
        {
            context.Response.Headers["X-Served-By"] = MetricNames<Side>.Of(side);
            context.Response.Headers["X-Served-Reason"] = reason;
        }
    }

    [LoggerMessage(EventId = EventIds.FellBack, Message = "{Route} was answered by the monolith, not by its service: {Reason}")]
    private partial void LogFellBack(LogLevel level, string route, FallbackReason reason);

    [LoggerMessage(EventIds.MayHaveHappened, LogLevel.Error, "{Route} failed ({Reason}) after a {Method} was sent to its service; it may have happened and was not repeated")]
    private partial void LogMayHaveHappened(string route, string method, FallbackReason reason);

    [LoggerMessage(EventIds.ResponseTorn, LogLevel.Error, "{Route}: the service's answer broke off ({Reason}) after a part had gone to the client; the connection was aborted")]
    private partial void LogTorn(string route, FallbackReason reason);
}
