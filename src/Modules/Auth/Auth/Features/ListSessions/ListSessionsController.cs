using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;

namespace Monolith.Auth.Features.ListSessions;

[Route("api/auth/sessions")]
[Tags("Sessions")]
internal sealed class ListSessionsController(IMediator mediator) : MoviesFrontendController
{
    [HttpGet]
    [Extractable("auth.session-list")]
    [EndpointSummary("The signed-in user's sessions, the last used first.")]
    [ProducesResponseType<IReadOnlyList<SessionOutput>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
        => Ok((await mediator.Send(new ListSessionsQuery(UserId, User.GetSessionId()), cancellationToken)).Value);
}
