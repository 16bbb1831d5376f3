using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.FreezeAccount;

internal sealed class FreezeAccountHandler(Freezer freezer) : IRequestHandler<Contracts.FreezeAccount, Result<Unit>>
{
    public Task<Result<Unit>> Handle(Contracts.FreezeAccount request, CancellationToken cancellationToken)
        => freezer.SetAsync(new(request.UserId, Freezes: true, request.Reason, request.By, request.IdempotencyKey), cancellationToken);
}
