namespace Monolith.Kernel.Security.Revocation;

/// <summary>Whether a session's tokens count.</summary>
public enum SessionState
{
    /// <summary>It could not be found out.</summary>
    Unknown = 0,

    /// <summary>They do.</summary>
    Active = 1,

    /// <summary>The session was logged out.</summary>
    Revoked = 2,
}
