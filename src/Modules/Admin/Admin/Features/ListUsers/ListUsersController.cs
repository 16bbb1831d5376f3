using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ListUsers;

internal sealed class ListUsersController(IMediator mediator) : AdminController
{
    private const int Most = Auth.Contracts.ListUsers.MaxLimit;

    [HttpGet("/admin/users")]
    [Extractable("admin.users-list")]
    [EndpointSummary("Users by id, all or those whose e-mail address or username begins with 'prefix'; at most 'limit' (1 to 200, 50 by default), further ones by the Link header.")]
    [ProducesResponseType<IReadOnlyList<UserOutput>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> List([FromQuery] string? prefix, [FromQuery] int? after, [FromQuery] int? limit, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(limit ?? 50, 1, Most);
        var users = await mediator.Send(new ListUsersQuery(UserId, prefix, after, size), cancellationToken);
        return users.Succeeded ? Page(users.Value, NextOf(users.Value, prefix, size)) : Refusal(users.Error);
    }

    private static string? NextOf(IReadOnlyList<UserOutput> page, string? prefix, int size)
    {
        var search = string.IsNullOrEmpty(prefix) ? "" : $"prefix={Uri.EscapeDataString(prefix)}&";
        return page.Count == size ? $"/admin/users?{search}after={page[^1].UserId}&limit={size}" : null;
    }
}
