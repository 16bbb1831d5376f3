using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.SettleHold;

internal sealed class SettleHoldHandler(WalletDbContext database, GeneralLedger ledger) : IRequestHandler<SettleHoldCommand, Result<Posted>>
{
    public async Task<Result<Posted>> Handle(SettleHoldCommand request, CancellationToken cancellationToken)
    {
        // Without a lock: a hold never changes. Whether it is settled already is asked under one.
        var hold = await database.Transactions.AsNoTracking()
            .SingleOrDefaultAsync(t => t.Id == request.HoldId && t.UserId == request.UserId && t.Operation == Operation.Hold, cancellationToken);
        if (hold is null)
        {
            return LedgerErrors.HoldNotFound;
        }

        if (request.Settlement == Settlement.Release)
        {
            return await ledger.PostAsync(Posting.Release(hold), cancellationToken);
        }

        var amount = request.Amount ?? hold.Amount;
        return amount > hold.Amount ? LedgerErrors.HoldTooSmall : await ledger.PostAsync(Posting.Capture(hold, amount), cancellationToken);
    }
}
