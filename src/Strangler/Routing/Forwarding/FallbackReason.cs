namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Why the monolith answered a request that was decided for a service.</summary>
internal enum FallbackReason
{
    /// <summary>Most requests of the last seconds could not reach the service; this one did not try.</summary>
    BreakerOpen = 0,

    /// <summary>No connection could be made: nothing was sent.</summary>
    Unreachable = 1,

    /// <summary>The service did not begin to answer in time.</summary>
    NoAnswer = 2,

    /// <summary>The connection broke, or what came over it was not HTTP, before anything had reached the client.</summary>
    ConnectionLost = 3,

    /// <summary>The service answered 502, 503 or 504 to a request that may run again.</summary>
    ServiceUnavailable = 4,

    /// <summary>The service's probes failed; this request did not try.</summary>
    Unhealthy = 5,
}
