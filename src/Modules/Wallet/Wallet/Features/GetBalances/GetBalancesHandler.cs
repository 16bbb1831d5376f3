using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.GetBalances;

internal sealed class GetBalancesHandler(Balances balances) : IRequestHandler<Contracts.GetBalances, Result<IReadOnlyList<WalletBalance>>>
{
    public async Task<Result<IReadOnlyList<WalletBalance>>> Handle(Contracts.GetBalances request, CancellationToken cancellationToken)
    {
        var userIds = request.UserIds.Distinct().ToList();
        if (userIds.Count > Contracts.GetBalances.MaxUsers)
        {
            return new Error(WalletErrors.TooMany, $"At most {Contracts.GetBalances.MaxUsers} wallets can be asked for at a time.", ErrorKind.Invalid);
        }

        // Named: there is no conversion from an interface.
        return new Result<IReadOnlyList<WalletBalance>> { Value = await balances.ReadAsync(userIds, cancellationToken) };
    }
}
