using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.SettleHold;

internal sealed class CaptureHoldController(IMediator mediator, IValidator<CaptureHoldInput> validator) : WalletController
{
    [HttpPost("holds/{holdId:guid}/capture")]
    [Extractable("wallet.capture")]
    [IdempotentByKey]
    [EndpointSummary("Pays a hold of the signed-in user out; what is not captured becomes available again.")]
    [ProducesResponseType<BookedOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Capture(
        Guid holdId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CaptureHoldInput? input, CancellationToken cancellationToken)
    {
        input ??= new();
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Answer(await mediator.Send(new SettleHoldCommand(UserId, holdId, Settlement.Capture, input.Amount), cancellationToken), "Hold captured")
            : Invalid(validation);
    }
}
