using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.VerifyEmail;

[Route("api/auth/email")]
[Tags("Sessions")]
internal sealed class RequestVerificationController(IMediator mediator) : MoviesFrontendController
{
    [HttpPost("verification")]
    [Extractable("auth.email-verification")]
    [EndpointSummary("Mails the signed-in user a token that shows that the address is theirs, unless it was shown already.")]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> RequestVerification(CancellationToken cancellationToken)
        => (await mediator.Send(new RequestVerificationCommand(UserId), cancellationToken)).Succeeded
            ? Message(StatusCodes.Status202Accepted, MailTexts.Sent)
            : Message(StatusCodes.Status503ServiceUnavailable, MailTexts.NotConfigured);
}
