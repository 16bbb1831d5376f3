using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Kotak;

internal sealed class ConfirmController(IMediator mediator, IValidator<ConfirmInput> validator) : BrokerController
{
    [HttpPost("/broker/kotak/2fa")]
    [Extractable("broker.kotak-2fa")]
    [EndpointSummary("Ends a log-in at Kotak with the one-time password.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Confirm([FromBody] ConfirmInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Done(await mediator.Send(new ConfirmCommand(UserId, input.Otp!), cancellationToken), "Kotak connected", StateNames.Connected)
            : Invalid(validation);
    }
}
