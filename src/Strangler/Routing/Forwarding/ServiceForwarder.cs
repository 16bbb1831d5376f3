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
        using var exchange = Exchange.Begin(new(context, service, limits, longLived), forwarder, isSubstitutable: true);
        var span = ForwardSpan.Start(context.Request.Method, service.Module, service.Address.Display);
        var isWhole = await exchange.RunAsync();
        var result = trial.Result = Judge(context, exchange, isWhole);
        ForwardSpan.End(span, context.Response.StatusCode, result.Reason?.ToString());
        if (result.Outcome == ForwardOutcome.Torn)
        {
            // A client must not take a part for the whole.
            context.Abort();
        }
        else if (result.Outcome != ForwardOutcome.Answered && !context.Response.HasStarted)
        {
            exchange.UndoResponse();
            if (result.Outcome == ForwardOutcome.MayFallBack)
            {
                exchange.GiveBack();
            }
        }

        return exchange.HasAnswer ? ServiceSign.Alive
            : result.Reason is FallbackReason.Unreachable or FallbackReason.NoAnswer && !exchange.TimedOut ? ServiceSign.Dead
            : ServiceSign.None;
    }

    private static ForwardResult Judge(HttpContext context, Exchange exchange, bool isWhole)
    {
        if (exchange.WasRefused)
        {
            return new(ForwardOutcome.MayFallBack, FallbackReason.ServiceUnavailable);
        }

        if (isWhole)
        {
            return new(ForwardOutcome.Answered);
        }

        if (exchange.IsClientsFault)
        {
            return new(ForwardOutcome.ClientFault, Status: exchange.ClientsStatus);
        }

        var reason = Reason(exchange);
        return context.Response.HasStarted ? new(ForwardOutcome.Torn, reason)
            : !exchange.TimedOut && exchange.CanBeUndone && (exchange.IsRepeatable || exchange.NothingSent) ? new(ForwardOutcome.MayFallBack, reason)
            : new(ForwardOutcome.MayHaveHappened, reason, exchange.TimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway);
    }

    // Other exceptions before anything was sent are the request's own doing, such as a header that cannot be written.
    private static FallbackReason Reason(Exchange exchange)
        => !exchange.HasAnswer && (exchange.RanOut || exchange.TimedOut) ? FallbackReason.NoAnswer
            : exchange.HasNoConnection ? FallbackReason.Unreachable
            : FallbackReason.ConnectionLost;

    private sealed class Trial(HttpContext context, ExtractedService service)
    {
        public HttpContext Context => context;

        public ExtractedService Service => service;

        public ForwardResult Result { get; set; }
    }
}
