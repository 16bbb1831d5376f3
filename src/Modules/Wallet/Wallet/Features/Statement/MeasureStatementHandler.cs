using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.Statement;

internal sealed class MeasureStatementHandler(WalletDbContext database, WalletSettings settings) : IRequestHandler<MeasureStatementQuery, Result<StatementRange>>
{
    public async Task<Result<StatementRange>> Handle(MeasureStatementQuery request, CancellationToken cancellationToken)
    {
        var (start, end) = (request.Period.Start, request.Period.End);
        if (start >= end)
        {
            return new Error("wallet.period_is_empty", "from must not be after to", ErrorKind.Invalid);
        }

        var range = await database.Entries
            .Where(e => e.UserId == request.UserId && e.Kind == AccountKind.Available)
            .Join(database.Transactions.Where(t => t.CreatedAt >= start && t.CreatedAt < end), e => e.TransactionId, t => t.Id, (e, _) => e.Number)
            .GroupBy(_ => 1)
            .Select(numbers => new StatementRange(numbers.Min() - 1, numbers.Max()))
            .SingleOrDefaultAsync(cancellationToken) ?? new(0, 0);
        return range.Last - range.After > settings.MaxStatementRows
            ? new Error("wallet.statement_too_long", $"The statement has more than {settings.MaxStatementRows} rows; ask for a shorter time with from and to", ErrorKind.Invalid)
            : range;
    }
}
