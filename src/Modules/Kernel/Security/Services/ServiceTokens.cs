using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Kernel.Security.Services;

/// <summary>Issues and checks service tokens. The key id is the issuer's name: one key per service, found in the folder of trusted services.</summary>
internal sealed partial class ServiceTokens(SigningKey key, TrustedServices trusted, TokenSecuritySettings settings, TimeProvider time, ILogger<ServiceTokens> logger)
    : IServiceTokens
{
    /// <summary>The <c>typ</c>, so that a service token never passes as a user's, nor a user's as a service's.</summary>
    public const string Type = "service+jwt";

    /// <summary>How long a token is good for; the clocks' difference comes on top.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions ClaimOptions = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Self => key.Public.Id;

    public string Issue(string audience, string permission, string? instance = null)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new
        {
            iss = Self,
            sub = Self,
            aud = audience,
            permissions = (string[])[permission],
            iat = now,
            exp = now + (long)Lifetime.TotalSeconds,
            jti = Guid.NewGuid(),
            instance,
        };
        return Jws.Sign(key, Type, JsonSerializer.SerializeToUtf8Bytes(claims, ClaimOptions));
    }

    public ServiceIdentity? Verify(string token)
    {
        if (Jws.Parse(token, Type) is not { } jws || !ServiceName.IsValid(jws.KeyId))
        {
            return Refuse("it is not a service token");
        }

        if (trusted.Find(jws.KeyId) is not { } known || jws.Verify(known) is not { } payload)
        {
            // The service may be new, or have a new key.
            if (trusted.FindAgain(jws.KeyId) is not { } current)
            {
                return Refuse("its issuer is not trusted");
            }

            if (jws.Verify(current) is not { } verified)
            {
                return Refuse("its signature is not its issuer's");
            }

            payload = verified;
        }

        return Read(jws.KeyId, payload);
    }

    private ServiceIdentity? Read(string issuer, byte[] payload)
    {
        using var json = StrictJson.ParseObject(payload);
        if (json?.RootElement is not { } claims
            || claims.Time("iat") is not { } issuedAt || claims.Time("exp") is not { } expiresAt || !Guid.TryParseExact(claims.Text("jti"), "D", out var tokenId)
            || claims.TryGetProperty("instance", out var instance) && instance.ValueKind != JsonValueKind.String
            || !claims.TryGetProperty("permissions", out var permissions) || permissions.ValueKind != JsonValueKind.Array || permissions.GetArrayLength() != 1
            || permissions[0] is not { ValueKind: JsonValueKind.String } permission)
        {
            return Refuse("a claim is missing or malformed");
        }

        if (claims.Text("iss") != issuer || claims.Text("sub") != issuer || claims.Text("aud") != Self)
        {
            return Refuse("it is from or for another service");
        }

        var now = time.GetUtcNow();
        return now + settings.ClockSkew < issuedAt || now - settings.ClockSkew >= expiresAt || expiresAt - issuedAt > Lifetime
            ? Refuse("it is not valid at this time")
            : new ServiceIdentity(issuer, permission.GetString()!) { TokenId = tokenId, Instance = claims.Text("instance") };
    }

    private ServiceIdentity? Refuse(string reason)
    {
        LogRefused(reason);
        return null;
    }

    [LoggerMessage(SecurityEventIds.ServiceTokenRefused, LogLevel.Warning, "A service token was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
