namespace Monolith.Wallet.Domain;

/// <summary>A user's wallet. Its row is what is locked while any of its accounts changes.</summary>
internal sealed class UserWallet
{
    public required int UserId { get; init; }

    /// <summary>Of every account and entry of it; never changes.</summary>
    public required string Currency { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Since when no money moves in it; null when it is not frozen.</summary>
    public DateTimeOffset? FrozenAt { get; set; }
}
