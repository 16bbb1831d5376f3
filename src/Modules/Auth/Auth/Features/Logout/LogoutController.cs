using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Auth.Features.Logout;

[Route("api/auth")]
[Tags("Auth")]
internal sealed class LogoutController(IMediator mediator) : MoviesFrontendController
{
    [HttpPost("logout")]
    [Extractable("auth.logout")]
    [EndsSession]
    [EndpointSummary("Ends the session of the presented token.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Logout(CancellationToken cancellationToken)
    {
        await mediator.Send(new LogoutCommand(User.GetSessionId()), cancellationToken);
        return Message(StatusCodes.Status200OK, "Logout realizado com sucesso.");
    }
}
