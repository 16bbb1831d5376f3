namespace Monolith.Wallet.Domain;

/// <summary>That somebody froze or unfroze a wallet, and why. Never changes.</summary>
internal sealed class FreezeChange
{
    public required Guid Id { get; init; }

    public required int UserId { get; init; }

    /// <summary>False: it was unfrozen.</summary>
    public required bool IsFrozen { get; init; }

    public required string Reason { get; init; }

    /// <summary>The user who decided it.</summary>
    public required int DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}
