using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Features.DecideKyc;

internal sealed class DecideKycHandler(KycRecords records) : IRequestHandler<Contracts.DecideKyc, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(Contracts.DecideKyc request, CancellationToken cancellationToken)
    {
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason;
        if (reason is not null && !KycRefusals.IsReason(reason))
        {
            return KycRefusals.BadReason;
        }

        return await records.DecideAsync(request.UserId, request.Approve, reason, request.DecidedBy, cancellationToken) ? Unit.Value : KycRefusals.NotFound;
    }
}
