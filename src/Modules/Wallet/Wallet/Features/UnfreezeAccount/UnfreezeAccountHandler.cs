using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.UnfreezeAccount;

internal sealed class UnfreezeAccountHandler(Freezer freezer) : IRequestHandler<Contracts.UnfreezeAccount, Result<Unit>>
{
    public Task<Result<Unit>> Handle(Contracts.UnfreezeAccount request, CancellationToken cancellationToken)
        => freezer.SetAsync(request.UserId, frozen: false, request.Reason, request.By, cancellationToken);
}
