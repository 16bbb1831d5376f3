using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.ListHolds;

internal sealed class ListHoldsController(IMediator mediator) : WalletController
{
    [HttpGet("holds")]
    [Extractable("wallet.holds")]
    [EndpointSummary("The signed-in user's open holds, newest first.")]
    [ProducesResponseType<IReadOnlyList<HoldOutput>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var holds = await mediator.Send(new ListHoldsQuery(UserId), cancellationToken);
        return holds.Succeeded ? Ok(holds.Value) : Refusal(holds.Error);
    }
}
