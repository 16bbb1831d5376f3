using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Kyc.Features.ReadStatus;

[Tags("Kyc")]
internal sealed class ReadStatusController(IMediator mediator) : TradingFrontendController
{
    [HttpGet("/kyc/status")]
    [Extractable("kyc.status")]
    [EndpointSummary("The signed-in user's KYC, with the fields of the form that was submitted last.")]
    [ProducesResponseType<StatusOutput>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Read(CancellationToken cancellationToken)
    {
        // Personal numbers: no browser or proxy keeps them.
        Response.Headers[HeaderNames.CacheControl] = "no-store";
        return Ok((await mediator.Send(new ReadStatusQuery(UserId), cancellationToken)).Value);
    }
}
