using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreZerodhaKeysController(IMediator mediator, IValidator<StoreZerodhaKeysInput> validator) : BrokerController
{
    [HttpPost("/broker/zerodha/init")]
    [Extractable("broker.zerodha-init")]
    [EndpointSummary("Keeps the signed-in user's keys for Zerodha, encrypted.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Store([FromBody] StoreZerodhaKeysInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Done(
                await mediator.Send(new StoreKeysCommand(UserId, BrokerKind.Zerodha, new(input.ApiKey!, input.ApiSecret!, input.RedirectUri!)), cancellationToken),
                "Zerodha keys saved", StateNames.Disconnected)
            : Invalid(validation);
    }
}
