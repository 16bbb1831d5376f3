using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ListPendingKyc;

internal sealed class ListPendingKycController(IMediator mediator) : AdminController
{
    [HttpGet("/admin/kyc/pending")]
    [Extractable("admin.kyc-pending")]
    [EndpointSummary("The submissions that wait for an admin, oldest first, with their numbers masked; the 500 that wait longest.")]
    [ProducesResponseType<PendingKycOutput[]>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var pending = await mediator.Send(new ListPendingKycQuery(UserId), cancellationToken);
        return pending.Succeeded ? Ok(pending.Value) : NotAnswered();
    }
}
