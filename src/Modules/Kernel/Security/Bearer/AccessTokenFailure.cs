namespace Monolith.Kernel.Security.Bearer;

/// <summary>Why an access token was not accepted. For logs and tests; the caller is told 401 (or 503 for the last two) and no more.</summary>
public enum AccessTokenFailure
{
    /// <summary>It was accepted.</summary>
    None = 0,

    /// <summary>There is no token, or more than one, or it is not a bearer token.</summary>
    Missing = 1,

    /// <summary>It is not a token as this system writes them, a token of another type included.</summary>
    Malformed = 2,

    /// <summary>Its key is not one of ours.</summary>
    UnknownKey = 3,

    /// <summary>Its key did not sign it.</summary>
    BadSignature = 4,

    /// <summary>It is for, or from, someone else.</summary>
    WrongParty = 5,

    /// <summary>It is not valid yet.</summary>
    NotYetValid = 6,

    /// <summary>It is not valid any more.</summary>
    Expired = 7,

    /// <summary>Its session was logged out.</summary>
    Revoked = 8,

    /// <summary>Its key is not known, and newer keys cannot be had.</summary>
    KeysUnavailable = 9,

    /// <summary>Whether its session was logged out cannot be found out.</summary>
    RevocationUnavailable = 10,
}
