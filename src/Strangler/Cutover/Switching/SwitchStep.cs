namespace Monolith.Strangler.Cutover.Switching;

/// <summary>Where a switch stands. Each is durable when it is reported.</summary>
public enum SwitchStep
{
    /// <summary>Nothing stands in the way.</summary>
    Checked = 0,

    /// <summary>The old owner writes no more.</summary>
    Fenced = 1,

    /// <summary>All it wrote has arrived.</summary>
    Drained = 2,

    /// <summary>All that arrived is on the new owner's disk.</summary>
    Flushed = 3,

    /// <summary>The old owner has given up: the point of no return.</summary>
    Ceded = 4,

    /// <summary>The new owner writes.</summary>
    Activated = 5,
}
