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
        using var exchange = new Exchange(context, upstream, limits, longLived, limits.Activity, holds: false, keepsBody: false);
        var span = ForwardSpan.Start(context.Request.Method, upstream.Module, upstream.Address.Display);
        var error = await forwarder.SendAsync(context, upstream.Address.Prefix, upstream.Client, upstream.RequestConfig, exchange, exchange.Deadline);
        var isWhole = await exchange.FinishAsync(error);
        ForwardSpan.End(span, context.Response.StatusCode, isWhole ? null : error.ToString());
        if (isWhole)
        {
            return new(ForwardOutcome.Answered);
        }

        var result = Judge(context, exchange, error);
        if (result.Outcome == ForwardOutcome.Torn)
        {
            context.Abort();
        }
        else if (!context.Response.HasStarted)
        {
            exchange.UndoResponse();
            context.Response.StatusCode = result.Status;
        }

        return result;
    }

    private static ForwardResult Judge(HttpContext context, Exchange exchange, ForwarderError error)
    {
        if (exchange.IsClientsFault(error))
        {
            var status = context.Response.StatusCode;
            return new(ForwardOutcome.ClientFault, Status: status is >= 400 and < 500 ? status : StatusCodes.Status400BadRequest);
        }

        var ranOut = exchange.RanOut || exchange.TimedOut || error == ForwarderError.RequestTimedOut;
        return new(
            context.Response.HasStarted ? ForwardOutcome.Torn : ForwardOutcome.MayHaveHappened,
            ranOut ? FallbackReason.NoAnswer : FallbackReason.ConnectionLost,
            ranOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway);
    }
}
