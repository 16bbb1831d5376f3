using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.GetKycStatus;

internal sealed class GetKycStatusesHandler(KycDbContext database) : IRequestHandler<GetKycStatuses, Result<IReadOnlyList<KycStatus>>>
{
    public async Task<Result<IReadOnlyList<KycStatus>>> Handle(GetKycStatuses request, CancellationToken cancellationToken)
    {
        var userIds = request.UserIds.Distinct().ToList();
        if (userIds.Count > GetKycStatuses.MaxUsers)
        {
            return KycRefusals.BadLimit(GetKycStatuses.MaxUsers);
        }

        // Named: there is no conversion from an interface.
        return new Result<IReadOnlyList<KycStatus>> { Value = await database.ReadStatusesAsync(userIds, cancellationToken) };
    }
}
