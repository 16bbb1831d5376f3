using MediatR;
using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>
/// Makes an admin of a user, or a user of an admin, and ends the sessions of that user, whose tokens have the old role. Nothing happens where the role is that one
/// already. Errors: <see cref="UserErrors.NotFound"/>; <see cref="UserErrors.AdminOnly"/> when who asks is no admin; <see cref="UserErrors.RoleUnknown"/>;
/// <see cref="UserErrors.LastAdmin"/>; <see cref="UserErrors.OwnRole"/>.
/// </summary>
/// <param name="UserId">Whose role.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="ByUserId">The admin who decides it.</param>
public sealed record SetUserRole(int UserId, string Role, int ByUserId) : ICommand<Unit>;
