using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.ResetPassword;

[Route("api/auth/password")]
[Tags("Sessions")]
internal sealed class ForgotPasswordController(IMediator mediator, IValidator<ForgotPasswordInput> validator) : MoviesFrontendController
{
    [HttpPost("forgot")]
    [Extractable("auth.password-forgot")]
    [AllowAnonymous]
    [EndpointSummary("Mails a token for a new password, if the address is an account's; the answer does not tell.")]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Forgot([FromBody] ForgotPasswordInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        return (await mediator.Send(new ForgotPasswordCommand(input.Email!), cancellationToken)).Succeeded
            ? Message(StatusCodes.Status202Accepted, MailTexts.Sent)
            : Message(StatusCodes.Status503ServiceUnavailable, MailTexts.NotConfigured);
    }
}
