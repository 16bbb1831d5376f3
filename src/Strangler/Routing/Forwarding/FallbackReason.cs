namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Why the monolith answered a request that was decided for a service.</summary>
internal enum FallbackReason
{
    /// <summary>The service could not be reached several times in a row; this request did not try.</summary>
    BreakerOpen = 0,

    /// <summary>No connection could be made: nothing was sent.</summary>
    Unreachable = 1,

    /// <summary>The service did not begin to answer a safe request in time.</summary>
    NoAnswer = 2,

    /// <summary>The connection broke, or what came over it was not HTTP, before anything had reached the client.</summary>
    ConnectionLost = 3,

    /// <summary>The service answered 502, 503 or 504 to a safe request.</summary>
    ServiceUnavailable = 4,
}
