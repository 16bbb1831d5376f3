using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Sends a request to a service and judges by evidence how far it came. Does not answer in the service's stead.</summary>
internal sealed class ServiceForwarder(IHttpForwarder forwarder, ForwardingLimits limits, LongLivedConnections longLived)
{
    public async Task<ForwardResult> ForwardAsync(HttpContext context, ExtractedService service)
    {
        if (service.Health.Healthy == false)
        {
            return new(ForwardOutcome.MayFallBack, FallbackReason.Unhealthy);
        }

        var trial = new Trial(context, service);
        return await service.Breaker.TryAsync(static state => state.Forwarder.TryAsync(state.Trial), (Forwarder: this, Trial: trial))
            ? trial.Result
            : new(ForwardOutcome.MayFallBack, FallbackReason.BreakerOpen);
    }

    private async ValueTask<ServiceSign> TryAsync(Trial trial)
    {
        var (context, service) = (trial.Context, trial.Service);
        using var attempt = ForwardAttempt.Begin(context, service, limits, longLived);
        var span = ForwardSpan.Start(context.Request.Method, service.Module, service.Address.Display);
        var error = await forwarder.SendAsync(context, service.Address.Prefix, service.Client, service.RequestConfig, attempt, attempt.Deadline);
        var isWhole = await attempt.FinishAsync(error);
        var result = trial.Result = Judge(context, attempt, error, isWhole);
        ForwardSpan.End(span, context.Response.StatusCode, result.Reason?.ToString());
        if (result.Outcome == ForwardOutcome.Torn)
        {
            // The forwarder has done so too; a client that takes a part for the whole is too bad to rely on it.
            context.Abort();
        }
        else if (result.Outcome != ForwardOutcome.Answered && !context.Response.HasStarted)
        {
            attempt.UndoResponse();
            if (result.Outcome == ForwardOutcome.MayFallBack)
            {
                attempt.GiveBack();
            }
        }

        return attempt.HasAnswer ? ServiceSign.Alive
            : result.Reason is FallbackReason.Unreachable or FallbackReason.NoAnswer && !attempt.TimedOut ? ServiceSign.Dead
            : ServiceSign.None;
    }

    private static ForwardResult Judge(HttpContext context, ForwardAttempt attempt, ForwarderError error, bool isWhole)
    {
        if (attempt.WasRefused)
        {
            return new(ForwardOutcome.MayFallBack, FallbackReason.ServiceUnavailable);
        }

        if (isWhole)
        {
            return new(ForwardOutcome.Answered);
        }

        if (attempt.IsClientsFault(error))
        {
            // The forwarder has chosen between 400, 408 and 413.
            var status = context.Response.StatusCode;
            return new(ForwardOutcome.ClientFault, Status: status is >= 400 and < 500 ? status : StatusCodes.Status400BadRequest);
        }

        var reason = Reason(attempt, error);
        return context.Response.HasStarted ? new(ForwardOutcome.Torn, reason)
            : !attempt.TimedOut && attempt.CanBeUndone && (attempt.IsRepeatable || attempt.NothingSent()) ? new(ForwardOutcome.MayFallBack, reason)
            : new(ForwardOutcome.MayHaveHappened, reason, attempt.TimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway);
    }

    // Other exceptions before anything was sent are the request's own doing, such as a header that cannot be written.
    private static FallbackReason Reason(ForwardAttempt attempt, ForwarderError error)
        => !attempt.HasAnswer && (error == ForwarderError.RequestTimedOut || attempt.RanOut || attempt.TimedOut) ? FallbackReason.NoAnswer
            : attempt.HasNoConnection() ? FallbackReason.Unreachable
            : FallbackReason.ConnectionLost;

    private sealed class Trial(HttpContext context, ExtractedService service)
    {
        public HttpContext Context => context;

        public ExtractedService Service => service;

        public ForwardResult Result { get; set; }
    }
}
