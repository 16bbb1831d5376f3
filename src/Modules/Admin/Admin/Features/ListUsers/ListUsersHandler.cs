using MediatR;
using Monolith.Admin.Audit;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListUsers;

internal sealed class ListUsersHandler(IMediator mediator, AuditTrail audit) : IRequestHandler<ListUsersQuery, Result<IReadOnlyList<UserOutput>>>
{
    // Whom it found is kept, and not what was looked for, which may be somebody's address.
    public Task<Result<IReadOnlyList<UserOutput>>> Handle(ListUsersQuery request, CancellationToken cancellationToken)
        => audit.RunAsync(new Intent(request.AdminId, AdminActionKind.ListUsers), (_, stop) => ReadAsync(request, stop), users => users.Select(u => u.UserId), cancellationToken);

    private async Task<Result<IReadOnlyList<UserOutput>>> ReadAsync(ListUsersQuery request, CancellationToken cancellationToken)
    {
        var users = await mediator.Send(new Auth.Contracts.ListUsers(request.Prefix, request.After, request.Limit), cancellationToken);
        return users.Succeeded ? users.Value.Select(UserOutput.Of).ToList() : users.Error;
    }
}
