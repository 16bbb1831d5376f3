using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;

namespace Monolith.Admin.Features.ChangeRole;

internal sealed class ChangeRoleHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ChangeRoleCommand, Result<Unit>>
{
    public Task<Result<Unit>> Handle(ChangeRoleCommand request, CancellationToken cancellationToken)
    {
        var (admin, user, role, reason) = request;
        return audit.RunAsync(
            new Intent(admin, role == UserRole.Admin ? AdminActionKind.GrantAdmin : AdminActionKind.RevokeAdmin, user, reason),
            (_, stop) => mediator.Send(new SetUserRole(user, role, ByUserId: admin), stop),
            shown: _ => [],
            cancellationToken);
    }
}
