namespace Monolith.Kyc.Contracts;

/// <summary>How far it is known that a user is who they say.</summary>
public enum KycState
{
    /// <summary>Nothing was submitted yet, or nobody has decided on it.</summary>
    Pending = 0,

    /// <summary>An admin, or the text of the bank statement, has confirmed it.</summary>
    Approved = 1,

    /// <summary>It was refused; the user may submit again.</summary>
    Rejected = 2,
}
