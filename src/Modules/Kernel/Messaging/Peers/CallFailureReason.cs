namespace Monolith.Kernel.Messaging.Peers;

/// <summary>The points at which a call to another process can fail. Their names, in snake_case, are values of the metrics' label.</summary>
internal enum CallFailureReason
{
    /// <summary>No connection, or no address: nothing was sent.</summary>
    Unreachable,

    /// <summary>Lost after something may have been sent.</summary>
    ConnectionLost,

    /// <summary>It answered 5xx.</summary>
    ServerError,

    /// <summary>It answered something that is no answer to this request.</summary>
    Malformed,

    /// <summary>It answered 4xx: the call is not allowed, or not understood. Nothing was done.</summary>
    Refused,

    /// <summary>The deadline passed.</summary>
    TimedOut,

    /// <summary>The caller wants no answer any more.</summary>
    Cancelled,

    /// <summary>Too many calls have failed lately: nothing was sent.</summary>
    BreakerOpen,

    /// <summary>Too many calls are under way and waiting: nothing was sent.</summary>
    BulkheadFull,

    /// <summary>Its contracts do not fit ours: nothing was sent.</summary>
    Incompatible,
}
