using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ListPendingKyc;

internal sealed class ListPendingKycHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ListPendingKycQuery, Result<PendingKycOutput[]>>
{
    // Who is decided on leaves the queue, and the next come up: the contract has no pages.
    private const int Most = Kyc.Contracts.ListPendingKyc.MaxLimit;

    public Task<Result<PendingKycOutput[]>> Handle(ListPendingKycQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(new Intent(request.AdminId, AdminActionKind.ListPendingKyc), (_, stop) => ReadAsync(stop), pending => pending.Select(p => p.UserId), cancellationToken);

    private async Task<Result<PendingKycOutput[]>> ReadAsync(CancellationToken cancellationToken)
    {
        var pending = await mediator.Send(new Kyc.Contracts.ListPendingKyc(After: null, Most), cancellationToken);
        if (!pending.Succeeded)
        {
            return pending.Error;
        }

        var users = await mediator.Send(new GetUsers([.. pending.Value.Select(p => p.UserId)]), cancellationToken);
        if (!users.Succeeded)
        {
            return users.Error;
        }

        var names = users.Value.ToDictionary(u => u.Id, u => u.Username);
        return pending.Value.Select(p => Of(p, names.GetValueOrDefault(p.UserId))).ToArray();
    }

    private static PendingKycOutput Of(PendingKyc pending, string? username)
        => new(pending.KycId, pending.UserId, username ?? "", pending.PanNumber, pending.AadhaarNumber, pending.CreatedAt);
}
