using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ChangeRole;

internal sealed class ChangeRoleController(IMediator mediator, IValidator<ChangeRoleInput> validator) : AdminController
{
    [HttpPut("/admin/users/{userId:int}/role")]
    [Extractable("admin.users-role")]
    [EndpointSummary("Makes an admin of a user, or a user of an admin, and ends their sessions; nothing where the role is that one already.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Change(int userId, [FromBody] ChangeRoleInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var changed = await mediator.Send(new ChangeRoleCommand(UserId, userId, input.Role!, input.Reason), cancellationToken);
        return changed.Succeeded ? Message($"Role of user {userId} is {input.Role}") : Refusal(changed.Error);
    }
}
