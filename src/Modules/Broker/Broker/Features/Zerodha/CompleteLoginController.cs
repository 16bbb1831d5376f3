using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class CompleteLoginController(IMediator mediator, IValidator<CompleteLoginInput> validator) : BrokerController
{
    [HttpPost("/broker/zerodha/callback")]
    [Extractable("broker.zerodha-callback")]
    [EndpointSummary("Ends a log-in at Zerodha with the address at which the browser arrived.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Complete([FromBody] CompleteLoginInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Done(await mediator.Send(new CompleteLoginCommand(UserId, input.CallbackUrl!), cancellationToken), "Zerodha connected", StateNames.Connected)
            : Invalid(validation);
    }
}
