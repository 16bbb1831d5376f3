using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ChangeRole;

/// <summary>An admin's word on what a user may do; see <see cref="Auth.Contracts.SetUserRole"/>.</summary>
internal sealed record ChangeRoleCommand(int AdminId, int UserId, string Role, string? Reason) : IRequest<Result<Unit>>;
