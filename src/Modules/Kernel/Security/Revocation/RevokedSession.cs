namespace Monolith.Kernel.Security.Revocation;

/// <summary>A session that was logged out.</summary>
/// <param name="SessionId">The session's id.</param>
/// <param name="ExpiresAt">When its last token expires; from then on it need not be remembered.</param>
public sealed record RevokedSession(Guid SessionId, DateTimeOffset ExpiresAt);
