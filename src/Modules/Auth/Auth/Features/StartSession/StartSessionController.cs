using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Auth.Features.Login;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Auth.Features.StartSession;

[Route("api/auth/sessions")]
[Tags("Sessions")]
internal sealed class StartSessionController(IMediator mediator, IValidator<StartSessionInput> validator, TimeProvider time) : MoviesFrontendController
{
    [HttpPost]
    [Extractable("auth.session-start")]
    [AllowAnonymous]
    [EndpointSummary("Logs in by e-mail address or username, with a refresh token.")]
    [ProducesResponseType<TokensOutput>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> Start([FromBody] StartSessionInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        LoginName name = input.Username is null ? new LoginName.Email(input.Email!) : new LoginName.User(input.Username);
        var outcome = await mediator.Send(new LoginCommand(name, input.Password!, HttpContext.Origin(input.Device), IsRefreshable: true), cancellationToken);
        LoginMetrics.Count(outcome);
        switch (outcome)
        {
            case LoginOutcome.SignedIn(var tokens, _):
                Response.Headers.CacheControl = TokensOutput.Caching;
                return StatusCode(StatusCodes.Status201Created, TokensOutput.Of(tokens));
            case LoginOutcome.Throttled throttled:
                throttled.WriteTo(Response.Headers, time.GetUtcNow());
                return Message(StatusCodes.Status429TooManyRequests, "Too Many Attempts.");
            default:
                return Message(StatusCodes.Status401Unauthorized, "Credenciais inválidas.");
        }
    }
}
