namespace Monolith.Kyc.Statements;

/// <summary>Whether a statement could be read.</summary>
internal enum StatementOutcome
{
    /// <summary>It was.</summary>
    Read = 0,

    /// <summary>It is encrypted, and no password was given.</summary>
    NeedsPassword = 1,

    /// <summary>It is encrypted, with another password.</summary>
    WrongPassword = 2,

    /// <summary>It is no PDF, or a broken one.</summary>
    Unreadable = 3,

    /// <summary>It took more time, memory or text than one may.</summary>
    TooMuch = 4,

    /// <summary>Too many are being read now, or the programs are not installed.</summary>
    Unavailable = 5,
}
