using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>Decides again for an event stream or a WebSocket that is still open when the flags have changed.</summary>
internal sealed class DecidedRoute(RequestDecider decider, HttpContext context, ExtractableRoute route, Decision decision) : ILongLivedRoute
{
    public bool IsStillForService() => decider.IsStillForService(context, route, decision);
}
