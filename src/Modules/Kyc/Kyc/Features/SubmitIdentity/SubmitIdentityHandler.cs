using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Features.SubmitIdentity;

internal sealed class SubmitIdentityHandler(KycRecords records, KycVault vault) : IRequestHandler<SubmitIdentityCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(SubmitIdentityCommand request, CancellationToken cancellationToken)
    {
        var submission = new Submission(KycForm.Identity, vault.Protect(request.UserId, request.Details))
        {
            MaskedPanNumber = MaskedNumber.Of(request.Details.PanNumber),
            MaskedAadhaarNumber = MaskedNumber.Of(request.Details.AadhaarNumber),
        };
        await records.SubmitAsync(request.UserId, submission, cancellationToken);
        return Unit.Value;
    }
}
