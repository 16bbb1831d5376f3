using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Features.ReadStatus;

internal sealed class ReadStatusHandler(KycViews views, KycVault vault) : IRequestHandler<ReadStatusQuery, Result<StatusOutput>>
{
    private const string OwnersLook = "The user's own.";

    public async Task<Result<StatusOutput>> Handle(ReadStatusQuery request, CancellationToken cancellationToken)
    {
        var record = await views.OpenAsync(request.UserId, request.UserId, OwnersLook, cancellationToken);
        return record is null ? IdentityStatusOutput.Nothing
            : vault.Statement(record) is { } statement ? StatementStatusOutput.Of(record, statement)
            : IdentityStatusOutput.Of(record, vault.Identity(record)!);
    }
}
