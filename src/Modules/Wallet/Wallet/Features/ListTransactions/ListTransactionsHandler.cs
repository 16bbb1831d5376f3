using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.ListTransactions;

internal sealed class ListTransactionsHandler(WalletDbContext database) : IRequestHandler<ListTransactionsQuery, Result<TransactionPage>>
{
    public async Task<Result<TransactionPage>> Handle(ListTransactionsQuery request, CancellationToken cancellationToken)
    {
        var before = request.Before ?? long.MaxValue;
        var found = await database.Entries
            .Where(e => e.UserId == request.UserId && e.Kind == AccountKind.Available && e.Number < before)
            .OrderByDescending(e => e.Number)
            .Take(request.Limit)
            .Join(database.Transactions, e => e.TransactionId, t => t.Id, (e, t) => new { e.Number, e.Amount, t.Method, t.UserId, t.ReferenceId, t.CreatedAt })
            .OrderByDescending(e => e.Number)
            .ToListAsync(cancellationToken);
        return new TransactionPage(
            // The name that somebody else gave to what they sent is theirs.
            [.. found.Select(e => new TransactionOutput(
                e.Amount, e.Amount > 0 ? "credit" : "debit", e.Method, e.UserId == request.UserId ? e.ReferenceId : null, e.CreatedAt))],
            // Numbers have no gaps: there is more unless the first one is among them.
            found is [.., { Number: > 1 } last] ? last.Number : null);
    }
}
