using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.GetKycStatus;

internal sealed class GetKycStatusHandler(KycDbContext database) : IRequestHandler<Contracts.GetKycStatus, Result<KycStatus>>
{
    public async Task<Result<KycStatus>> Handle(Contracts.GetKycStatus request, CancellationToken cancellationToken)
        => (await database.ReadStatusesAsync([request.UserId], cancellationToken))[0];
}
