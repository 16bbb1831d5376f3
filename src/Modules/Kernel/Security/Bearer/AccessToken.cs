using System.Globalization;
using System.Text.Json;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>What an access token says. Times are whole seconds.</summary>
/// <param name="Issuer">Who made it.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="UserId">The user's id, positive.</param>
/// <param name="SessionId">The session that log-out ends.</param>
/// <param name="TokenId">Unique per token.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="ExpiresAt">From when it is not valid any more.</param>
/// <param name="Role">One of <see cref="UserRole"/>.</param>
public sealed record AccessToken(
    string Issuer, string Audience, int UserId, Guid SessionId, Guid TokenId, DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt,
    string Role = UserRole.User)
{
    /// <summary>The <c>typ</c> of access tokens (RFC 9068).</summary>
    public const string Type = "at+jwt";

    /// <summary>The claims as UTF-8 JSON, to be signed.</summary>
    public byte[] ToPayload() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        iss = Issuer,
        aud = Audience,
        sub = UserId.ToString(CultureInfo.InvariantCulture),
        sid = SessionId,
        jti = TokenId,
        iat = IssuedAt.ToUnixTimeSeconds(),
        nbf = NotBefore.ToUnixTimeSeconds(),
        exp = ExpiresAt.ToUnixTimeSeconds(),
        role = Role,
    });

    /// <summary>Reads the claims of a verified payload.</summary>
    /// <returns>Null when a claim is missing, repeated or of the wrong form.</returns>
    public static AccessToken? Read(ReadOnlyMemory<byte> payload)
    {
        using var json = StrictJson.ParseObject(payload);
        return json?.RootElement is { } claims && RoleIn(claims) is { } role
            && claims.Text("iss") is { } issuer && claims.Text("aud") is { } audience && claims.PositiveInteger("sub") is { } user
            && Guid.TryParseExact(claims.Text("sid"), "D", out var session) && Guid.TryParseExact(claims.Text("jti"), "D", out var token)
            && claims.Time("iat") is { } issuedAt && claims.Time("nbf") is { } notBefore && claims.Time("exp") is { } expiresAt
            ? new AccessToken(issuer, audience, user, session, token, issuedAt, notBefore, expiresAt, role)
            : null;
    }

    // A token from before there were roles has none, and is a user's.
    private static string? RoleIn(JsonElement claims)
        => !claims.TryGetProperty("role", out _) ? UserRole.User : claims.Text("role") is { } role && UserRole.IsKnown(role) ? role : null;
}
