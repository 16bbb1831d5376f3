using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.ListHolds;

internal sealed class ListHoldsHandler(WalletDbContext database) : IRequestHandler<ListHoldsQuery, Result<IReadOnlyList<HoldOutput>>>
{
    private const int Most = 1000;

    public async Task<Result<IReadOnlyList<HoldOutput>>> Handle(ListHoldsQuery request, CancellationToken cancellationToken)
        => await database.Transactions
            .Where(h => h.UserId == request.UserId && h.Operation == Operation.Hold && !database.Transactions.Any(s => s.SettlesId == h.Id))
            .OrderByDescending(h => h.CreatedAt)
            .Take(Most)
            .Select(h => new HoldOutput(h.Id, h.Amount, h.ReferenceId, h.CreatedAt))
            .ToListAsync(cancellationToken);
}
