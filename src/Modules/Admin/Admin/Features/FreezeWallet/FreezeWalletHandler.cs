using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;

namespace Monolith.Admin.Features.FreezeWallet;

internal sealed class FreezeWalletHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<FreezeWalletCommand, Result<Unit>>
{
    private static readonly Error OwnWallet = new("admin.own_wallet", "Your own wallet is another admin's to decide on", ErrorKind.Forbidden);

    public Task<Result<Unit>> Handle(FreezeWalletCommand request, CancellationToken cancellationToken)
        => audit.RunAsync(
            new Intent(request.AdminId, request.Freezes ? AdminActionKind.FreezeWallet : AdminActionKind.UnfreezeWallet, request.UserId, request.Reason),
            (action, stop) => SetAsync(request, action.ToString(), stop),
            shown: _ => [],
            cancellationToken);

    private async Task<Result<Unit>> SetAsync(FreezeWalletCommand request, string key, CancellationToken cancellationToken)
    {
        var (admin, user, freezes, reason) = request;
        if (user == admin)
        {
            return OwnWallet;
        }

        // The wallet does not know who there is, and would open one for nobody.
        var account = await mediator.Send(new GetUser(user), cancellationToken);
        return !account.Succeeded ? account.Error
            : freezes ? await mediator.Send(new FreezeAccount(user, reason, admin, key), cancellationToken)
            : await mediator.Send(new UnfreezeAccount(user, reason, admin, key), cancellationToken);
    }
}
