using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.ListPendingKyc;

internal sealed class ListPendingKycHandler(KycDbContext database) : IRequestHandler<Contracts.ListPendingKyc, Result<IReadOnlyList<PendingKyc>>>
{
    public async Task<Result<IReadOnlyList<PendingKyc>>> Handle(Contracts.ListPendingKyc request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > Contracts.ListPendingKyc.MaxLimit)
        {
            return KycRefusals.BadLimit(Contracts.ListPendingKyc.MaxLimit);
        }

        var pending = database.Records.Where(r => r.State == KycState.Pending);
        if (request.After is var (createdAt, kycId))
        {
            pending = pending.Where(r => r.SubmittedAt > createdAt || (r.SubmittedAt == createdAt && r.Id > kycId));
        }

        return new Result<IReadOnlyList<PendingKyc>>
        {
            Value = await pending
                .OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id)
                .Take(request.Limit)
                .Select(r => new PendingKyc(r.Id, r.UserId, r.MaskedPanNumber ?? "", r.MaskedAadhaarNumber ?? "", r.SubmittedAt))
                .ToListAsync(cancellationToken),
        };
    }
}
