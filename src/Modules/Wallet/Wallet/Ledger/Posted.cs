namespace Monolith.Wallet.Ledger;

/// <summary>What was booked, now or the first time.</summary>
/// <param name="TransactionId">A hold is known by it.</param>
/// <param name="Available">What the user had available right afterwards.</param>
internal sealed record Posted(Guid TransactionId, decimal Available);
