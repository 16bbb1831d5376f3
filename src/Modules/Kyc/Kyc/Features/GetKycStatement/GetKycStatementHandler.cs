using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Features.GetKycStatement;

internal sealed class GetKycStatementHandler(KycViews views, KycVault vault) : IRequestHandler<Contracts.GetKycStatement, Result<byte[]>>
{
    public async Task<Result<byte[]>> Handle(Contracts.GetKycStatement request, CancellationToken cancellationToken)
    {
        if (!KycRefusals.IsReason(request.Reason))
        {
            return KycRefusals.BadReason;
        }

        return await views.OpenStatementAsync(request.UserId, request.ViewedBy, request.Reason, cancellationToken) is { } statement
            ? vault.File(statement)
            : KycRefusals.NoStatement;
    }
}
