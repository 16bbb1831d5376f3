using MediatR;
using Monolith.Admin.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ListActions;

/// <summary>A page of the audit trail, newest first.</summary>
/// <param name="AdminId">Who asks.</param>
/// <param name="OfAdminId">Only this admin's; null for everybody's.</param>
/// <param name="UserId">Only those on this user, and those that showed something of them; null for all.</param>
/// <param name="Kind">Only these; null for all.</param>
/// <param name="Before">Only those that began before this one; null for the newest.</param>
/// <param name="Limit">At most so many.</param>
internal sealed record ListActionsQuery(int AdminId, int? OfAdminId, int? UserId, AdminActionKind? Kind, Guid? Before, int Limit) : IRequest<Result<IReadOnlyList<ActionOutput>>>;
