using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.Login;

[Route("api/auth")]
[Tags("Auth")]
internal sealed class LoginController(IMediator mediator, IValidator<LoginInput> validator, TimeProvider time) : MoviesFrontendController
{
    [HttpPost("login")]
    [Extractable("auth.login")]
    [AllowAnonymous]
    [EndpointSummary("Trades an e-mail address and a password for an access token.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> Login(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] LoginInput? input, CancellationToken cancellationToken)
    {
        input ??= new();
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var outcome = await mediator.Send(new LoginCommand(new LoginName.Email(input.Email!), input.Password!, HttpContext.Origin()), cancellationToken);
        LoginMetrics.Count(outcome);
        return outcome switch
        {
            LoginOutcome.SignedIn(var tokens, _) => SignedIn(tokens.AccessToken, tokens.Lifetime),
            LoginOutcome.Throttled throttled => Throttled(throttled),
            _ => Message(StatusCodes.Status401Unauthorized, "Credenciais inválidas."),
        };
    }

    private OkObjectResult SignedIn(string token, TimeSpan lifetime)
    {
        // RFC 6749, 5.1: no cache keeps a token.
        Response.Headers.CacheControl = "no-store";
        return Ok(new { access_token = token, token_type = "bearer", expires_in = (int)lifetime.TotalSeconds });
    }

    private ObjectResult Throttled(LoginOutcome.Throttled outcome)
    {
        outcome.WriteTo(Response.Headers, time.GetUtcNow());
        return Message(StatusCodes.Status429TooManyRequests, "Too Many Attempts.");
    }
}
