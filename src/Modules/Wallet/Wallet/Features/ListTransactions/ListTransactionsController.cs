using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.ListTransactions;

internal sealed class ListTransactionsController(IMediator mediator) : WalletController
{
    private const int Most = 1000;

    // A bare array by contract, so where to read on is told in a header (RFC 8288).
    [HttpGet("transactions")]
    [Extractable("wallet.transactions")]
    [EndpointSummary("The signed-in user's movements, newest first; at most 'limit' (1 to 1000, 1000 by default), older ones by the Link header.")]
    [ProducesResponseType<IReadOnlyList<TransactionOutput>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List([FromQuery] int? limit, [FromQuery] long? before, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(limit ?? Most, 1, Most);
        var page = await mediator.Send(new ListTransactionsQuery(UserId, size, before), cancellationToken);
        if (!page.Succeeded)
        {
            return Refusal(page.Error);
        }

        if (page.Value.OlderBefore is { } older)
        {
            Response.Headers[HeaderNames.Link] = $"</wallet/transactions?limit={size}&before={older}>; rel=\"next\"";
        }

        return Ok(page.Value.Transactions);
    }
}
