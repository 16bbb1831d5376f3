namespace Monolith.Kyc.Statements;

/// <summary>Why a process is no more.</summary>
internal enum ProcessEnding
{
    /// <summary>It ended itself.</summary>
    Exited = 0,

    /// <summary>It took more time, memory or output than it may, or crashed.</summary>
    Limited = 1,
}
