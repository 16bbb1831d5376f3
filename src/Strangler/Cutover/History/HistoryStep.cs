namespace Monolith.Strangler.Cutover.History;

/// <summary>What was done with a module's data.</summary>
public enum HistoryStep
{
    /// <summary>Copying to the other database was begun, or mended.</summary>
    Replicating = 0,

    /// <summary>The copy is there, and follows.</summary>
    Following = 1,

    /// <summary>The copy was emptied, to be made again.</summary>
    Emptied = 2,

    /// <summary>A switch: the old owner writes no more.</summary>
    Fenced = 3,

    /// <summary>A switch whose controller had ended was gone on with.</summary>
    Resumed = 4,

    /// <summary>A switch was called off: the old owner writes again.</summary>
    Aborted = 5,

    /// <summary>The old owner has given up.</summary>
    Ceded = 6,

    /// <summary>The new owner writes.</summary>
    Activated = 7,

    /// <summary>The way back was ended for ever.</summary>
    Retired = 8,

    /// <summary>Somebody wrote this into the ownership row by hand: no command does.</summary>
    Standby = 9,

    /// <summary>What the old owner had ceded was lost on its way: it owns the data again.</summary>
    Reclaimed = 10,

    /// <summary>Both databases were compared while they were used, and held the same rows.</summary>
    Verified = 11,
}
