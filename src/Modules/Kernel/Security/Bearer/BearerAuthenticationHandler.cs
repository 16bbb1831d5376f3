using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Web.Errors;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>
/// The scheme <c>Bearer</c> (RFC 6750). Refusals are worded as <see cref="ErrorBody"/> says. Where it cannot be
/// found out whether the token is good the answer is 503, never 401: the frontend would sign its user out.
/// </summary>
internal sealed partial class BearerAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokenVerifier verifier)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private AccessTokenResult _result = AccessTokenFailure.Missing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken() is not { } compact)
        {
            return AuthenticateResult.NoResult();
        }

        _result = await verifier.VerifyAsync(compact, Context.RequestAborted);
        if (!_result.IsAccepted)
        {
            Context.Features.Set(new RefusedToken(_result.Failure));
            AccessTokenMetrics.Refused(_result.Failure);
            LogRefused(Logger, _result.Failure);
            return AuthenticateResult.Fail(_result.Failure.ToString());
        }

        Context.Features.Set(_result.Token);
        var identity = new ClaimsIdentity(
            [
                new Claim(UserPrincipal.Subject, _result.Token.UserId.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer32),
                new Claim(UserPrincipal.Session, _result.Token.SessionId.ToString("D"), ClaimValueTypes.String),
                new Claim(UserPrincipal.Role, _result.Token.Role, ClaimValueTypes.String),
            ],
            SchemeName, UserPrincipal.Subject, UserPrincipal.Role);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (_result.IsOurFault)
        {
            LogUnavailable(Logger, _result.Failure);
            Response.Headers.RetryAfter = "1";
            await Context.WriteErrorAsync(StatusCodes.Status503ServiceUnavailable);
            return;
        }

        Response.Headers.Append(HeaderNames.WWWAuthenticate, _result.Failure == AccessTokenFailure.Missing ? SchemeName : $"{SchemeName} error=\"invalid_token\"");
        await Context.WriteErrorAsync(StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
        => Context.WriteErrorAsync(StatusCodes.Status403Forbidden);

    private string? BearerToken()
    {
        // Two headers are two claims of who this is; neither counts.
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(SchemeName + ' ', StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return header[(SchemeName.Length + 1)..];
    }

    [LoggerMessage(SecurityEventIds.AccessTokenRefused, LogLevel.Debug, "An access token was refused: {Failure}")]
    private static partial void LogRefused(ILogger logger, AccessTokenFailure failure);

    [LoggerMessage(SecurityEventIds.SecurityUnavailable, LogLevel.Warning, "A request is answered 503 because its access token cannot be checked: {Failure}")]
    private static partial void LogUnavailable(ILogger logger, AccessTokenFailure failure);
}
