namespace Monolith.Strangler.Cutover.Ownership;

/// <summary>What a database may do with the module's data. Only <see cref="Owner"/> may write.</summary>
public enum OwnershipState
{
    /// <summary>Receives rows, and never owned them.</summary>
    Standby = 0,

    /// <summary>Writes.</summary>
    Owner = 1,

    /// <summary>Has stopped writing and not yet given up: goes on to <see cref="Ceded"/> or back to <see cref="Owner"/>.</summary>
    Fenced = 2,

    /// <summary>Has given up; the other one becomes the owner when the baton arrives.</summary>
    Ceded = 3,

    /// <summary>Has given up for ever: the module's data stays in the other one.</summary>
    Retired = 4,
}
