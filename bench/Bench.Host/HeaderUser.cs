using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Monolith.Kernel.Security;

namespace Monolith.Bench.Host;

/// <summary>
/// The user is who <c>X-User</c> says: nginx can split by the same header, and no token's signature is part of the measurement.
/// </summary>
internal sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "HeaderUser";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers["X-User"].ToString() is not { Length: > 0 } user)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserPrincipal.Subject, user)], Scheme));
        return Task.FromResult(AuthenticateResult.Success(new(principal, Scheme)));
    }
}
