using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.Register;

[Route("api/auth")]
[Tags("Auth")]
internal sealed class RegisterController(IMediator mediator) : MoviesFrontendController
{
    [HttpPost("register")]
    [Extractable("auth.register")]
    [AllowAnonymous]
    [IdempotentByKey]
    [EndpointSummary("Makes an account.")]
    [ProducesResponseType(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Register(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RegisterInput? input, CancellationToken cancellationToken)
    {
        var (user, validation) = await mediator.Send(new RegisterCommand(input ?? new()), cancellationToken);
        return user is null
            ? Invalid(validation)
            : StatusCode(StatusCodes.Status201Created, new { message = "Usuário registrado com sucesso!", user = new { id = user.Id, name = user.Name, email = user.Email } });
    }
}
