using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.VerifyEmail;

[Route("api/auth/email")]
[Tags("Sessions")]
internal sealed class VerifyEmailController(IMediator mediator) : MoviesFrontendController
{
    [HttpPost("verify")]
    [Extractable("auth.email-verify")]
    [AllowAnonymous]
    [EndpointSummary("Takes the token that was mailed for the proof that the address is its owner's.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Verify([FromBody] VerifyEmailInput input, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new VerifyEmailCommand(input.Token), cancellationToken);
        return result.Succeeded ? Message(StatusCodes.Status200OK, "E-mail confirmado.") : Message(StatusCodes.Status400BadRequest, result.Error.Message);
    }
}
