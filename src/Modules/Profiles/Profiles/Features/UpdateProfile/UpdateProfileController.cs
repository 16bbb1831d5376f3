using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Profiles.Features.UpdateProfile;

[Tags("Profiles")]
internal sealed class UpdateProfileController(IMediator mediator, IValidator<UpdateProfileInput> validator) : TradingFrontendController
{
    [HttpPut("/profile")]
    [Extractable("profiles.update")]
    [EndpointSummary("Changes the signed-in user's full name or bio.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Update([FromBody] UpdateProfileInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        await mediator.Send(new UpdateProfileCommand(UserId, input.FullName, input.Bio), cancellationToken);
        return Message("Profile updated successfully");
    }
}
