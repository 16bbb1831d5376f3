namespace Monolith.Auth.Sessions;

/// <summary>What a client gets at the beginning of a session and at each refresh.</summary>
/// <param name="SessionId">Whose tokens these are.</param>
/// <param name="AccessToken">For requests.</param>
/// <param name="Lifetime">Of the access token.</param>
/// <param name="RefreshToken">For the next tokens; null for a client of a contract without it.</param>
/// <param name="RefreshLifetime">Of the refresh token; null without one.</param>
internal sealed record IssuedTokens(Guid SessionId, string AccessToken, TimeSpan Lifetime, string? RefreshToken, TimeSpan? RefreshLifetime)
{
    /// <summary>A record prints all it has; this one has tokens.</summary>
    public override string ToString() => nameof(IssuedTokens);
}
