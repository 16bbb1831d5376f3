using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// Forwards to the server that has the last word, the monolith behind a gateway. Nobody could answer in its stead, so nothing is judged, held back or undone:
/// a failure is 502 or 504, one of the client's 4xx.
/// </summary>
internal sealed class UpstreamForwarder(IHttpForwarder forwarder, ForwardingLimits limits, LongLivedConnections longLived)
{
    /// <returns>How it ended. Where the client has nothing yet, the response carries the status and no body.</returns>
    public async Task<ForwardResult> ForwardAsync(HttpContext context, ExtractedService upstream)
    {
        using var exchange = Exchange.Begin(new(context, upstream, limits, longLived), forwarder, isSubstitutable: false);
        var span = ForwardSpan.Start(context.Request.Method, upstream.Module, upstream.Address.Display);
        var isWhole = await exchange.RunAsync();
        var result = isWhole ? new(ForwardOutcome.Answered) : Judge(context, exchange);
        ForwardSpan.End(span, context.Response.StatusCode, result.Reason?.ToString());
        if (result.Outcome == ForwardOutcome.Torn)
        {
            context.Abort();
        }
        else if (!isWhole && !context.Response.HasStarted)
        {
            exchange.UndoResponse();
            context.Response.StatusCode = result.Status;
        }

        return result;
    }

    private static ForwardResult Judge(HttpContext context, Exchange exchange)
    {
        if (exchange.IsClientsFault)
        {
            return new(ForwardOutcome.ClientFault, Status: exchange.ClientsStatus);
        }

        var ranOut = exchange.RanOut || exchange.TimedOut;
        return new(
            context.Response.HasStarted ? ForwardOutcome.Torn : ForwardOutcome.MayHaveHappened,
            ranOut ? FallbackReason.NoAnswer : FallbackReason.ConnectionLost,
            ranOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway);
    }
}
