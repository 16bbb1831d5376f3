using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;

namespace Monolith.Auth.Features.RevokeSession;

[Route("api/auth/sessions")]
[Tags("Sessions")]
internal sealed class RevokeSessionController(IMediator mediator) : MoviesFrontendController
{
    [HttpDelete("{id:guid}")]
    [Extractable("auth.session-revoke")]
    [EndpointSummary("Ends one of the signed-in user's sessions.")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken cancellationToken)
        => (await mediator.Send(new RevokeSessionCommand(UserId, id), cancellationToken)).WasThere
            ? NoContent()
            : Message(StatusCodes.Status404NotFound, "Sessão não encontrada.");

    [HttpPost("revoke-others")]
    [Extractable("auth.session-revoke-others")]
    [EndpointSummary("Ends all of the signed-in user's sessions but the one that asks.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<IActionResult> RevokeOthers(CancellationToken cancellationToken)
        => Ok(new { ended = (await mediator.Send(new RevokeOtherSessionsCommand(UserId, User.GetSessionId()), cancellationToken)).Ended });
}
