using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewKyc;

/// <summary>Written down on both sides: here as an action, and by Kyc as a look at what is the user's.</summary>
internal sealed class ViewKycHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ViewKycQuery, Result<KycViewOutput>>
{
    public Task<Result<KycViewOutput>> Handle(ViewKycQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(
            new Intent(request.AdminId, AdminActionKind.ViewKyc, request.UserId, request.Reason), (_, stop) => ReadAsync(request, stop), shown: _ => [request.UserId], cancellationToken);

    private async Task<Result<KycViewOutput>> ReadAsync(ViewKycQuery request, CancellationToken cancellationToken)
    {
        var details = await mediator.Send(new GetKycDetails(request.UserId, request.Reason, ViewedBy: request.AdminId), cancellationToken);
        return details.Succeeded ? KycViewOutput.Of(details.Value) : details.Error;
    }
}
