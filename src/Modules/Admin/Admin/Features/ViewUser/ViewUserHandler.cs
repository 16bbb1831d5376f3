using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Profiles.Contracts;
using Monolith.Wallet.Contracts;

namespace Monolith.Admin.Features.ViewUser;

internal sealed class ViewUserHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ViewUserQuery, Result<UserViewOutput>>
{
    public Task<Result<UserViewOutput>> Handle(ViewUserQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(
            new Intent(request.AdminId, AdminActionKind.ViewUser, request.UserId), (_, stop) => ReadAsync(request.UserId, stop), shown: _ => [request.UserId], cancellationToken);

    // All at once: two modules that do not answer hold it up no longer than one.
    private async Task<Result<UserViewOutput>> ReadAsync(int user, CancellationToken cancellationToken)
    {
        var account = mediator.Send(new GetUser(user), cancellationToken);
        var sessions = mediator.Send(new GetSessionActivity(user), cancellationToken);
        var profile = mediator.Send(new GetProfileDetails(user), cancellationToken);
        var wallet = mediator.Send(new GetBalance(user), cancellationToken);
        var kyc = mediator.Send(new GetKycStatus(user), cancellationToken);
        await Task.WhenAll(account, sessions, profile, wallet, kyc);
        return (await account).Error is { Kind: ErrorKind.NotFound } nobody
            ? nobody
            : UserViewOutput.Of(user, await account, await sessions, await profile, await wallet, await kyc);
    }
}
