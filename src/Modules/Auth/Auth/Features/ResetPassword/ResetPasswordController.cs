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
internal sealed class ResetPasswordController(IMediator mediator, IValidator<ResetPasswordInput> validator) : MoviesFrontendController
{
    [HttpPost("reset")]
    [Extractable("auth.password-reset")]
    [AllowAnonymous]
    [EndpointSummary("Sets a new password with the token that was mailed, and ends all sessions of the account.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Reset([FromBody] ResetPasswordInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var result = await mediator.Send(new ResetPasswordCommand(input.Token, input.Password!), cancellationToken);
        return result.Succeeded ? Message(StatusCodes.Status200OK, "Senha alterada.") : Message(StatusCodes.Status400BadRequest, result.Error.Message);
    }
}
