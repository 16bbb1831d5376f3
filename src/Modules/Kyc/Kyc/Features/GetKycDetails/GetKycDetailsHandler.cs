using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Features.GetKycDetails;

internal sealed class GetKycDetailsHandler(KycViews views, KycVault vault) : IRequestHandler<Contracts.GetKycDetails, Result<KycDetails>>
{
    public async Task<Result<KycDetails>> Handle(Contracts.GetKycDetails request, CancellationToken cancellationToken)
    {
        if (!KycRefusals.IsReason(request.Reason))
        {
            return KycRefusals.BadReason;
        }

        return await views.OpenAsync(request.UserId, request.ViewedBy, request.Reason, cancellationToken) is { } record
            ? new KycDetails(record.Id, record.UserId, record.State, vault.Identity(record), vault.Statement(record), record.SubmittedAt, record.ReviewedAt)
            : KycRefusals.NotFound;
    }
}
