using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewStatement;

internal sealed class ViewStatementHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ViewStatementQuery, Result<byte[]>>
{
    public Task<Result<byte[]>> Handle(ViewStatementQuery request, CancellationToken cancellationToken)
    {
        var (admin, user, reason) = request;
        return audit.RunAsync(
            new Intent(admin, AdminActionKind.ViewKycStatement, user, reason),
            (_, stop) => mediator.Send(new GetKycStatement(user, reason, ViewedBy: admin), stop),
            shown: _ => [user],
            cancellationToken);
    }
}
