using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Wallet.Features.ListTransactions;

/// <summary>A user's movements, newest first.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Before">Only those with a lower number; null for the newest.</param>
internal sealed record ListTransactionsQuery(int UserId, int Limit, long? Before) : IRequest<Result<TransactionPage>>;
