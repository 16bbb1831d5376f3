using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.OpenAccount;

internal sealed class OpenAccountHandler(WalletLocks wallets) : IRequestHandler<Contracts.OpenAccount, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(Contracts.OpenAccount request, CancellationToken cancellationToken)
    {
        await wallets.OpenAsync(request.UserId, cancellationToken);
        return Unit.Value;
    }
}
