using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ViewKyc;

internal sealed class ViewKycController(IMediator mediator, IValidator<ReasonInput> validator) : AdminController
{
    [HttpPost("/admin/kyc/{userId:int}/view")]
    [Extractable("admin.kyc-view")]
    [EndpointSummary("What a user submitted last, unmasked, for an admin who says why. Each time is written down, with the reason.")]
    [ProducesResponseType<KycViewOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> View(int userId, [FromBody] ReasonInput input, CancellationToken cancellationToken)
    {
        // Personal numbers: no browser or proxy keeps them.
        Response.Headers.CacheControl = "no-store";
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var kyc = await mediator.Send(new ViewKycQuery(UserId, userId, input.Reason!), cancellationToken);
        return kyc.Succeeded ? Ok(kyc.Value) : KycRefusal(kyc.Error);
    }
}
