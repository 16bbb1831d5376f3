namespace Monolith.Wallet.Domain;

/// <summary>That somebody decided to freeze or unfreeze a wallet, and why; also where it was that already. Never changes.</summary>
internal sealed class FreezeChange
{
    public required Guid Id { get; init; }

    public required int UserId { get; init; }

    /// <summary>False: it was to be unfrozen.</summary>
    public required bool IsFrozen { get; init; }

    public required string Reason { get; init; }

    /// <summary>The user who decided it.</summary>
    public required int DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>By which it is known when it comes again; null for one from before there were keys.</summary>
    public required string? IdempotencyKey { get; init; }
}
