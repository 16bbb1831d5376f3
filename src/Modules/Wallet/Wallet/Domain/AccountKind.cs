namespace Monolith.Wallet.Domain;

/// <summary>
/// The accounts of each wallet. Every user has a counterpart of their own for the outside world, so that no row is shared by all who pay in; the whole
/// world's is the sum over them.
/// </summary>
internal enum AccountKind
{
    /// <summary>What the user may spend.</summary>
    Available = 0,

    /// <summary>The user's still, but set aside by holds.</summary>
    Held = 1,

    /// <summary>Where added money comes from; the only one that is negative, by all that ever was added.</summary>
    Funding = 2,

    /// <summary>What has left: withdrawn or captured, to be paid out.</summary>
    Clearing = 3,
}
