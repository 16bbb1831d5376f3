using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.ListFlags;

internal sealed class ListFlagsController(IMediator mediator) : AdminController
{
    [HttpGet("/admin/flags")]
    [HostOnly("What moves traffic is in the Host, and is looked at when a service is in doubt.")]
    [EndpointSummary("Which side answers each route that may be moved, as the Host that answers does it now. To be read only: flags are the operators'.")]
    [ProducesResponseType<IReadOnlyList<FlagOutput>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var flags = await mediator.Send(new ListFlagsQuery(UserId), cancellationToken);
        return flags.Succeeded ? Ok(flags.Value) : Refusal(flags.Error);
    }
}
