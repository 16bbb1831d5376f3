using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Auth.Sessions;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;

namespace Monolith.Auth.Features.SetUserRole;

internal sealed partial class SetUserRoleHandler(AuthDbContext database, ILogger<SetUserRoleHandler> logger) : IRequestHandler<Contracts.SetUserRole, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(Contracts.SetUserRole request, CancellationToken cancellationToken)
    {
        if (!UserRole.IsKnown(request.Role))
        {
            return new Error(UserErrors.RoleUnknown, $"A role is '{UserRole.User}' or '{UserRole.Admin}'.", ErrorKind.Invalid);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // All admins, so that two of them cannot unmake each other at one moment. In one order, so that they do not wait in a ring.
        var admins = await database.Users.FromSql($"SELECT * FROM auth.users WHERE role = {UserRole.Admin} ORDER BY id FOR UPDATE").Select(u => u.Id).ToListAsync(cancellationToken);
        if (!admins.Contains(request.ByUserId))
        {
            return new Error(UserErrors.AdminOnly, "Admin only", ErrorKind.Forbidden);
        }

        if (request.Role == UserRole.User && admins is [var last] && last == request.UserId)
        {
            return new Error(UserErrors.LastAdmin, "The last admin stays one; make another first.", ErrorKind.Conflict);
        }

        if (request.Role == UserRole.User && request.ByUserId == request.UserId)
        {
            return new Error(UserErrors.OwnRole, "Your own role is another admin's to change.", ErrorKind.Conflict);
        }

        var changed = await database.Users.Where(u => u.Id == request.UserId && u.Role != request.Role)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, request.Role), cancellationToken);
        if (changed == 0)
        {
            return await database.Users.AnyAsync(u => u.Id == request.UserId, cancellationToken)
                ? Unit.Value
                : new Error(UserErrors.NotFound, "User not found", ErrorKind.NotFound);
        }

        await database.RevokeSessionsAsync(request.UserId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogRoleSet(request.UserId, request.Role, request.ByUserId);
        return Unit.Value;
    }

    [LoggerMessage(EventIds.RoleSet, LogLevel.Warning, "User {UserId} has the role {Role} from now on, by admin {ByUserId}; the user's sessions were ended")]
    private partial void LogRoleSet(int userId, string role, int byUserId);
}
