using Monolith.Kernel.Messaging;

namespace Monolith.Wallet.Contracts;

/// <summary><see cref="GetBalance"/> for many, in one question. Answers one balance for each different id, in the order of the ids.</summary>
/// <param name="UserIds">At most <see cref="MaxUsers"/>, else an error of kind Invalid.</param>
public sealed record GetBalances(IReadOnlyList<int> UserIds) : IQuery<IReadOnlyList<WalletBalance>>
{
    /// <summary>The most ids of one question.</summary>
    public const int MaxUsers = 500;
}
