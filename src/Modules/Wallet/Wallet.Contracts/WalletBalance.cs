namespace Monolith.Wallet.Contracts;

/// <summary>What a user's wallet holds.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Available">What may be spent, in units of <paramref name="Currency"/>; never negative. 0 for a wallet that nobody has opened yet.</param>
/// <param name="Held">What is set aside by holds and is not in <paramref name="Available"/>; never negative.</param>
/// <param name="Currency">ISO 4217, for example <c>INR</c>.</param>
/// <param name="FrozenSince">Since when no money moves in the wallet; null when it is not frozen.</param>
/// <param name="UpdatedAt">When either amount last changed; null when neither ever has.</param>
public sealed record WalletBalance(int UserId, decimal Available, decimal Held, string Currency, DateTimeOffset? FrozenSince, DateTimeOffset? UpdatedAt);
