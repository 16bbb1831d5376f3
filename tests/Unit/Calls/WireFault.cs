namespace Monolith.Unit.Calls;

/// <summary>What becomes of one request on its way.</summary>
public enum WireFault
{
    /// <summary>It arrives, later.</summary>
    Delay,

    /// <summary>The connection ends before it arrives.</summary>
    DropBefore,

    /// <summary>It arrives; the connection ends before the answer does.</summary>
    DropAfter,

    /// <summary>Something on the way answers 503.</summary>
    ServerError,

    /// <summary>The connection is reset before it arrives.</summary>
    Reset,

    /// <summary>It arrives twice, one after the other; the first answer comes back.</summary>
    Duplicate,
}
