using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.Statement;

internal sealed class StatementController(IMediator mediator) : WalletController
{
    private const int LinesAtATime = 500;

    [HttpGet("statement")]
    [Extractable("wallet.statement")]
    [EndpointSummary("The signed-in user's movements as CSV, oldest first; 'from' and 'to' are days in UTC (2026-01-31), both included.")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/csv")]
    public async Task<IActionResult> Read([FromQuery] DateOnly? from, [FromQuery] DateOnly? to, CancellationToken cancellationToken)
    {
        var range = await mediator.Send(new MeasureStatementQuery(UserId, new(from, to)), cancellationToken);
        return range.Succeeded
            ? new StatementResult(range.Value, left => mediator.Send(new ReadStatementQuery(UserId, left, LinesAtATime), cancellationToken))
            : Refusal(range.Error);
    }
}
