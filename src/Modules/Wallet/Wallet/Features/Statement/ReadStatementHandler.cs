using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.Statement;

internal sealed class ReadStatementHandler(WalletDbContext database) : IRequestHandler<ReadStatementQuery, Result<IReadOnlyList<StatementLine>>>
{
    public async Task<Result<IReadOnlyList<StatementLine>>> Handle(ReadStatementQuery request, CancellationToken cancellationToken)
        => await database.Entries
            .Where(e => e.UserId == request.UserId && e.Kind == AccountKind.Available && e.Number > request.Range.After && e.Number <= request.Range.Last)
            .OrderBy(e => e.Number)
            .Take(request.Limit)
            .Join(database.Transactions, e => e.TransactionId, t => t.Id, (e, t) => new { Entry = e, Transaction = t })
            .OrderBy(line => line.Entry.Number)
            .Select(line => new StatementLine(
                line.Entry.Number,
                line.Transaction.CreatedAt,
                line.Transaction.Method,
                line.Transaction.UserId == request.UserId ? line.Transaction.ReferenceId : null,
                line.Transaction.CounterpartyId == request.UserId ? line.Transaction.UserId : line.Transaction.CounterpartyId,
                line.Entry.Amount,
                line.Entry.BalanceAfter,
                line.Entry.Currency))
            .ToListAsync(cancellationToken);
}
