namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>
/// Feature of a request that goes to a service: whether it would go there now. Asked of connections that stay open (event streams, WebSockets) after each
/// change of the flags. Without the feature they are asked to close only when the host stops.
/// </summary>
internal interface ILongLivedRoute
{
    /// <summary>Called from any thread, also long after the request's own middleware has run.</summary>
    bool IsStillForService();
}
