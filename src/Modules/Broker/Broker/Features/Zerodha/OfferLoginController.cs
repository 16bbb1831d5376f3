using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class OfferLoginController(IMediator mediator) : BrokerController
{
    [HttpGet("/broker/zerodha/login-url")]
    [Extractable("broker.zerodha-login-url")]
    [EndpointSummary("Starts a log-in of the signed-in user at Zerodha, and says where the browser is to go.")]
    [ProducesResponseType<LoginUrlOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Offer(CancellationToken cancellationToken)
    {
        var url = await mediator.Send(new OfferLoginCommand(UserId), cancellationToken);
        // It holds the state that the callback must bring back.
        Response.Headers.CacheControl = "no-store";
        return url.Succeeded ? Ok(new LoginUrlOutput(url.Value, StateNames.PendingLogin)) : Refusal(url.Error);
    }
}
