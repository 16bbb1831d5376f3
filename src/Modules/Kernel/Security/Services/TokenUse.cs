namespace Monolith.Kernel.Security.Services;

/// <summary>Whether a verified token may be used for a command, here and now.</summary>
internal enum TokenUse
{
    /// <summary>For this process, and never seen before.</summary>
    First,

    /// <summary>For no process in particular: it could be used again at another one.</summary>
    Unbound,

    /// <summary>For another process of this service, or for this one before it was started anew.</summary>
    OtherInstance,

    /// <summary>Used before.</summary>
    Replayed,

    /// <summary>So many tokens are remembered that this one could not be; none is forgotten before its time.</summary>
    Full,
}
