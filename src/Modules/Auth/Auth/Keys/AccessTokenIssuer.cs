using Monolith.Auth.Domain;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Auth.Keys;

/// <summary>Makes the token of a session.</summary>
internal sealed class AccessTokenIssuer(SigningKeyRing ring, TokenSecuritySettings security)
{
    public async ValueTask<string> IssueAsync(Session session, string role, CancellationToken cancellationToken)
    {
        var key = await ring.CurrentAsync(cancellationToken);
        var token = new AccessToken(
            security.Issuer, security.Audience, session.UserId, session.Id, Guid.NewGuid(), session.LastUsedAt, session.LastUsedAt, session.ExpiresAt, role);
        return Jws.Sign(key, AccessToken.Type, token.ToPayload());
    }
}
