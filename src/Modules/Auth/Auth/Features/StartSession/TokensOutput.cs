using System.Text.Json.Serialization;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.StartSession;

/// <summary>Tokens as OAuth 2.0 words them (RFC 6749, 5.1), with the session they are of.</summary>
internal sealed record TokensOutput(
    [property: JsonPropertyName("session_id")] Guid SessionId,
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("refresh_expires_in")] int RefreshExpiresIn)
{
    /// <summary>RFC 6749, 5.1: no cache keeps a token.</summary>
    public const string Caching = "no-store";

    public static TokensOutput Of(IssuedTokens tokens)
        => new(tokens.SessionId, tokens.AccessToken, "bearer", (int)tokens.Lifetime.TotalSeconds, tokens.RefreshToken!, (int)tokens.RefreshLifetime!.Value.TotalSeconds);

    /// <summary>A record prints all it has; this one has tokens.</summary>
    public override string ToString() => nameof(TokensOutput);
}
