using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.UnfreezeAccount;

internal sealed class UnfreezeAccountHandler(Freezer freezer) : IRequestHandler<Contracts.UnfreezeAccount, Result<Unit>>
{
    public Task<Result<Unit>> Handle(Contracts.UnfreezeAccount request, CancellationToken cancellationToken)
        => freezer.SetAsync(new(request.UserId, Freezes: false, request.Reason, request.By, request.IdempotencyKey), cancellationToken);
}
