namespace Monolith.Wallet.Ledger;

/// <summary>What somebody decided on a wallet; see <see cref="Contracts.FreezeAccount"/> for each of it.</summary>
internal sealed record FreezeOrder(int UserId, bool Freezes, string? Reason, int By, string? Key);
