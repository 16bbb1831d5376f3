using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Admin.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ListActions;

internal sealed class ListActionsController(IMediator mediator) : AdminController
{
    private const int Most = 200;

    [HttpGet("/admin/actions")]
    [Extractable("admin.actions-list")]
    [EndpointSummary("What admins did, newest first: of one admin, of one kind, or that had to do with one user; at most 'limit' (1 to 200, 50 by default), older ones by the Link header.")]
    [ProducesResponseType<IReadOnlyList<ActionOutput>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    public async Task<IActionResult> List(
        [FromQuery(Name = "admin_id")] int? adminId, [FromQuery(Name = "user_id")] int? userId, [FromQuery] AdminActionKind? kind,
        [FromQuery] Guid? before, [FromQuery] int? limit, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(limit ?? 50, 1, Most);
        var actions = await mediator.Send(new ListActionsQuery(UserId, adminId, userId, kind, before, size), cancellationToken);
        if (!actions.Succeeded)
        {
            return Refusal(actions.Error);
        }

        string[] filters = [adminId is null ? "" : $"admin_id={adminId}&", userId is null ? "" : $"user_id={userId}&", kind is null ? "" : $"kind={kind}&"];
        return Page(actions.Value, actions.Value.Count == size ? $"/admin/actions?{string.Concat(filters)}before={actions.Value[^1].Id}&limit={size}" : null);
    }
}
