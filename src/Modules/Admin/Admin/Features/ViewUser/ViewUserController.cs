using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ViewUser;

internal sealed class ViewUserController(IMediator mediator) : AdminController
{
    [HttpGet("/admin/users/{userId:int}")]
    [Extractable("admin.users-view")]
    [EndpointSummary("What the modules know of a user. A part whose module does not answer is null and named in 'unavailable'.")]
    [ProducesResponseType<UserViewOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> View(int userId, CancellationToken cancellationToken)
    {
        var user = await mediator.Send(new ViewUserQuery(UserId, userId), cancellationToken);
        return user.Succeeded ? Ok(user.Value) : Refusal(user.Error);
    }
}
