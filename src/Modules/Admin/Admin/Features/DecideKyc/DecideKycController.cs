using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.DecideKyc;

internal sealed class DecideKycController(IMediator mediator, IValidator<DecideKycInput> validator) : AdminController
{
    [HttpPost("/admin/kyc/{userId:int}/decide")]
    [Extractable("admin.kyc-decide")]
    [EndpointSummary("Approves or rejects what a user submitted last; the same decision again changes nothing.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Decide(int userId, [FromBody] DecideKycInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var approve = input.Approve!.Value;
        var decided = await mediator.Send(new DecideKycCommand(UserId, userId, approve, input.Reason), cancellationToken);
        return decided.Succeeded ? Message($"KYC {(approve ? "approved" : "rejected")} for user {userId}") : KycRefusal(decided.Error);
    }
}
