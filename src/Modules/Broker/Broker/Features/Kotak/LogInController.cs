using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Kotak;

internal sealed class LogInController(IMediator mediator, IValidator<LogInInput> validator) : BrokerController
{
    [HttpPost("/broker/kotak/login")]
    [Extractable("broker.kotak-login")]
    [EndpointSummary("Logs the signed-in user in to Kotak, as far as the one-time password.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> LogIn([FromBody] LogInInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Done(await mediator.Send(new LogInCommand(UserId, input.MobileNumber!, input.Password!), cancellationToken), "OTP sent. Complete 2FA.", StateNames.PendingSecondFactor)
            : Invalid(validation);
    }
}
