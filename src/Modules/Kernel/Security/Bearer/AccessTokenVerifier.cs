using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>
/// Decides on an access token. The signature is checked first, then what the token says, then, every time, whether its session was logged out.
/// </summary>
internal sealed class AccessTokenVerifier(ITokenKeys keys, ISessionRevocations revocations, TokenSecuritySettings settings, TimeProvider time)
{
    private readonly VerifiedTokens _verified = new(settings.VerifiedTokens);

    public async ValueTask<AccessTokenResult> VerifyAsync(string compact, CancellationToken cancellationToken)
    {
        if (Jws.Parse(compact, AccessToken.Type) is not { } jws)
        {
            return AccessTokenFailure.Malformed;
        }

        // Also for a remembered token: a key that was withdrawn takes its tokens with it.
        var lookup = await keys.FindAsync(jws.KeyId, cancellationToken);
        if (lookup.Key is null)
        {
            return lookup.IsConclusive ? AccessTokenFailure.UnknownKey : AccessTokenFailure.KeysUnavailable;
        }

        var fingerprint = TokenFingerprint.Of(compact);
        if (_verified.Find(fingerprint) is not { } token)
        {
            if (jws.Verify(lookup.Key) is not { } payload)
            {
                return AccessTokenFailure.BadSignature;
            }

            if (AccessToken.Read(payload) is not { } read)
            {
                return AccessTokenFailure.Malformed;
            }

            token = read;
            _verified.Add(fingerprint, token);
        }

        var failure = CheckClaims(token);
        return failure != AccessTokenFailure.None ? failure : await CheckSessionAsync(token, cancellationToken);
    }

    private AccessTokenFailure CheckClaims(AccessToken token)
    {
        var now = time.GetUtcNow();
        return token switch
        {
            _ when token.Issuer != settings.Issuer || token.Audience != settings.Audience => AccessTokenFailure.WrongParty,
            _ when now + settings.ClockSkew < token.NotBefore => AccessTokenFailure.NotYetValid,
            _ when now - settings.ClockSkew >= token.ExpiresAt => AccessTokenFailure.Expired,
            _ => AccessTokenFailure.None,
        };
    }

    private async ValueTask<AccessTokenResult> CheckSessionAsync(AccessToken token, CancellationToken cancellationToken)
        => await revocations.CheckAsync(token.SessionId, cancellationToken) switch
        {
            SessionState.Active => new AccessTokenResult(token, AccessTokenFailure.None),
            SessionState.Revoked => AccessTokenFailure.Revoked,
            _ => AccessTokenFailure.RevocationUnavailable,
        };
}
