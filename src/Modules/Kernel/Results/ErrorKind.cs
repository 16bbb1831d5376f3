namespace Monolith.Kernel.Results;

/// <summary>What sort of expected failure an <see cref="Error"/> is; decides nothing but how a caller may react.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong; repeating it unchanged fails again.</summary>
    Invalid = 0,

    /// <summary>The thing asked for does not exist, or the acting user may not know that it does.</summary>
    NotFound = 1,

    /// <summary>The state of the world forbids it now (already there, already done, changed meanwhile).</summary>
    Conflict = 2,

    /// <summary>The acting user or service may not do this.</summary>
    Forbidden = 3,

    /// <summary>
    /// The other side could not be asked or did not answer in time. A command that answers this <b>may have happened</b>;
    /// a query may be tried again. Exists for modules in the same process too.
    /// </summary>
    Unavailable = 4,

    /// <summary>The other side was reached and failed for a reason of its own.</summary>
    Failed = 5,
}
