using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Kernel.Security;

namespace Monolith.Unit.Strangler;

/// <summary>Believes the headers: X-User, X-Tenant, X-Group, and the operator's bearer token.</summary>
internal sealed class TestUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string OperatorToken = "operator-token-of-the-test";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identity = new ClaimsIdentity("Test");
        if (Request.Headers["X-User"].ToString() is { Length: > 0 } user)
        {
            identity.AddClaim(new(UserPrincipal.Subject, user));
        }

        identity.AddClaims(Request.Headers["X-Tenant"].Select(t => new Claim("tenant", t!)));
        identity.AddClaims(Request.Headers["X-Group"].Select(g => new Claim("group", g!)));
        if (Request.Headers.Authorization == $"Bearer {OperatorToken}")
        {
            identity.AddClaim(new("operator", "yes"));
        }

        return Task.FromResult(identity.Claims.Any()
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}
