using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Disconnect;

internal sealed class DisconnectController(IMediator mediator) : BrokerController
{
    [HttpPost("/broker/kotak/disconnect")]
    [Extractable("broker.kotak-disconnect")]
    [EndpointSummary("Ends the signed-in user's session at Kotak.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Kotak(CancellationToken cancellationToken)
        => Done(await mediator.Send(new DisconnectCommand(UserId, BrokerKind.Kotak), cancellationToken), "Kotak disconnected", StateNames.Disconnected);

    [HttpPost("/broker/zerodha/disconnect")]
    [Extractable("broker.zerodha-disconnect")]
    [EndpointSummary("Ends the signed-in user's session at Zerodha.")]
    [ProducesResponseType<StepOutput>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Zerodha(CancellationToken cancellationToken)
        => Done(await mediator.Send(new DisconnectCommand(UserId, BrokerKind.Zerodha), cancellationToken), "Zerodha disconnected", StateNames.Disconnected);
}
