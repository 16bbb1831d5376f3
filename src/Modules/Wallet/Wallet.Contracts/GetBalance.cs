using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary>Asks what a user's wallet holds. A wallet that does not exist reads as empty: this never answers NotFound.</summary>
/// <param name="UserId">Whose.</param>
public sealed record GetBalance(int UserId) : IQuery<WalletBalance>;
