using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Broker.Domain;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Portfolio;

internal sealed class PortfolioController(IMediator mediator) : BrokerController
{
    [HttpGet("/broker/kotak/portfolio")]
    [Extractable("broker.kotak-portfolio")]
    [EndpointSummary("The signed-in user's holdings, positions and limits at Kotak.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Kotak(CancellationToken cancellationToken)
        => Answer(await mediator.Send(new GetPortfolioQuery(UserId, BrokerKind.Kotak), cancellationToken));

    [HttpGet("/broker/zerodha/portfolio")]
    [Extractable("broker.zerodha-portfolio")]
    [EndpointSummary("The signed-in user's profile, holdings and positions at Zerodha.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Zerodha(CancellationToken cancellationToken)
        => Answer(await mediator.Send(new GetPortfolioQuery(UserId, BrokerKind.Zerodha), cancellationToken));
}
