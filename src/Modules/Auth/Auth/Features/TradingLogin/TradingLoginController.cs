using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Auth.Features.Login;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.TradingLogin;

[Tags("Auth")]
internal sealed class TradingLoginController(IMediator mediator, IValidator<TradingLoginInput> validator, TimeProvider time) : TradingFrontendController
{
    [HttpPost("/login")]
    [Extractable("auth.trading-login")]
    [AllowAnonymous]
    [EndpointSummary("Trades a username and a password for an access token.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> Login([FromBody] TradingLoginInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var outcome = await mediator.Send(new LoginCommand(new LoginName.User(input.Username!), input.Password!, HttpContext.Origin()), cancellationToken);
        LoginMetrics.Count(outcome);
        return outcome switch
        {
            LoginOutcome.SignedIn(var tokens, var role) => SignedIn(tokens.AccessToken, role),
            LoginOutcome.Throttled throttled => Throttled(throttled),
            _ => Detail(StatusCodes.Status401Unauthorized, "Invalid username or password"),
        };
    }

    private OkObjectResult SignedIn(string token, string role)
    {
        // RFC 6749, 5.1: no cache keeps a token.
        Response.Headers.CacheControl = "no-store";
        return Ok(new { access_token = token, token_type = "bearer", role });
    }

    private ObjectResult Throttled(LoginOutcome.Throttled outcome)
    {
        outcome.WriteTo(Response.Headers, time.GetUtcNow());
        return Detail(StatusCodes.Status429TooManyRequests, "Too Many Requests");
    }
}
