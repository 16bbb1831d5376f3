namespace Monolith.Strangler.Cutover.Status;

/// <summary>What the copying in one direction does.</summary>
public enum StreamMovement
{
    /// <summary>Its receiver cannot be asked.</summary>
    Unknown = 0,

    /// <summary>There is none.</summary>
    None = 1,

    /// <summary>Rows that were there before are being copied.</summary>
    Copying = 2,

    /// <summary>Switched off: its receiver is the owner.</summary>
    AtRest = 3,

    /// <summary>Switched on, and its worker is not connected.</summary>
    NotRunning = 4,

    /// <summary>What is written arrives.</summary>
    Following = 5,
}
