using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.DecideKyc;

internal sealed class DecideKycHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<DecideKycCommand, Result<Unit>>
{
    private static readonly Error OwnKyc = new("admin.own_kyc", "Your own KYC is another admin's to decide on", ErrorKind.Forbidden);

    public Task<Result<Unit>> Handle(DecideKycCommand request, CancellationToken cancellationToken)
    {
        var (admin, user, approve, reason) = request;
        return audit.RunAsync(
            new Intent(admin, approve ? AdminActionKind.ApproveKyc : AdminActionKind.RejectKyc, user, reason),
            (_, stop) => user == admin
                ? Task.FromResult<Result<Unit>>(OwnKyc)
                : mediator.Send(new Kyc.Contracts.DecideKyc(user, approve, reason, DecidedBy: admin), stop),
            shown: _ => [],
            cancellationToken);
    }
}
