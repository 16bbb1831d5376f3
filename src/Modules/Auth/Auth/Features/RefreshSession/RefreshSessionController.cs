using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Auth.Features.Login;
using Monolith.Auth.Features.StartSession;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.RefreshSession;

[Route("api/auth/sessions")]
[Tags("Sessions")]
internal sealed class RefreshSessionController(IMediator mediator) : MoviesFrontendController
{
    [HttpPost("refresh")]
    [Extractable("auth.session-refresh")]
    [AllowAnonymous]
    [EndpointSummary("Trades a refresh token for the next tokens. Each counts once; one that comes again ends its session.")]
    [ProducesResponseType<TokensOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Refresh([FromBody] RefreshSessionInput input, CancellationToken cancellationToken)
    {
        var outcome = await mediator.Send(new RefreshSessionCommand(input.RefreshToken, HttpContext.Origin()), cancellationToken);
        Response.Headers.CacheControl = TokensOutput.Caching;
        return outcome.Tokens is { } tokens ? Ok(TokensOutput.Of(tokens)) : Message(StatusCodes.Status401Unauthorized, "Unauthenticated.");
    }
}
