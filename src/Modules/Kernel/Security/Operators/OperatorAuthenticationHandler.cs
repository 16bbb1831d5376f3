using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Web.Errors;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Kernel.Security.Operators;

/// <summary>The scheme <c>Operator</c>: the operator token as a bearer token, on the internal listener.</summary>
internal sealed partial class OperatorAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, OperatorToken token, FailedOperators failures)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Operator";

    private const string Prefix = "Bearer ";

    private bool _tooMany;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Context.IsInternalListener() || Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (token.Is(header[Prefix.Length..]))
        {
            // Whatever others failed at from the same address: who holds the token must be able to roll back.
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, SchemeName)], SchemeName);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
        }

        _tooMany = !failures.MayTryAgain(Context.Connection.RemoteIpAddress);
        if (!_tooMany)
        {
            LogRefused(Logger);
        }

        return Task.FromResult(AuthenticateResult.Fail("The operator token is wrong."));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Authorization may challenge without having authenticated.
        await HandleAuthenticateOnceSafeAsync();
        if (_tooMany)
        {
            Response.Headers.RetryAfter = FailedOperators.RetryAfterSeconds;
            await Context.WriteErrorAsync(StatusCodes.Status429TooManyRequests, "Too many wrong operator tokens from this address.");
            return;
        }

        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer realm=\"operator\"");
        await Context.WriteErrorAsync(StatusCodes.Status401Unauthorized, "This needs the operator token, on the internal listener: header 'Authorization: Bearer <token>'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);

    [LoggerMessage(SecurityEventIds.OperatorRefused, LogLevel.Warning, "A request with a wrong operator token was refused")]
    private static partial void LogRefused(ILogger logger);
}
