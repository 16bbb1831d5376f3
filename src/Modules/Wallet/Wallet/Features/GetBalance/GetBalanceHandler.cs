using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.GetBalance;

internal sealed class GetBalanceHandler(Balances balances) : IRequestHandler<Contracts.GetBalance, Result<WalletBalance>>
{
    public async Task<Result<WalletBalance>> Handle(Contracts.GetBalance request, CancellationToken cancellationToken)
        => (await balances.ReadAsync([request.UserId], cancellationToken))[0];
}
