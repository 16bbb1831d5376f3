namespace Monolith.Wallet.Features.ListTransactions;

/// <summary>Movements, newest first.</summary>
/// <param name="Transactions">At most as many as were asked for.</param>
/// <param name="OlderBefore">What to ask for to read on; null at the end.</param>
internal sealed record TransactionPage(IReadOnlyList<TransactionOutput> Transactions, long? OlderBefore);
