using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreKotakKeysController(IMediator mediator, IValidator<StoreKotakKeysInput> validator) : BrokerController
{
    [HttpPost("/broker/kotak/init")]
    [Extractable("broker.kotak-init")]
    [EndpointSummary("Keeps the signed-in user's keys for Kotak, encrypted.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Store([FromBody] StoreKotakKeysInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        return validation.IsValid
            ? Done(
                await mediator.Send(new StoreKeysCommand(UserId, BrokerKind.Kotak, new(input.ConsumerKey!, input.ConsumerSecret!, RedirectUri: null)), cancellationToken),
                "Kotak keys saved", StateNames.Disconnected)
            : Invalid(validation);
    }
}
