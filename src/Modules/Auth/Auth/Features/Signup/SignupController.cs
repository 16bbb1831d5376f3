using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.Signup;

[Tags("Auth")]
internal sealed class SignupController(IMediator mediator, IValidator<SignupInput> validator) : TradingFrontendController
{
    [HttpPost("/signup")]
    [Extractable("auth.signup")]
    [AllowAnonymous]
    [IdempotentByKey]
    [EndpointSummary("Makes an account that logs in by its username.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Signup([FromBody] SignupInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var outcome = await mediator.Send(new SignupCommand(input), cancellationToken);
        return outcome.UserId is { } id
            ? Ok(new { message = "Signup successful", user_id = id })
            : Detail(StatusCodes.Status400BadRequest, "Username or Email already exists");
    }
}
