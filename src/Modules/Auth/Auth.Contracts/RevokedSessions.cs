namespace Monolith.Auth.Contracts;

/// <summary>Log-outs up to a moment.</summary>
/// <param name="AsOf">The Auth module's clock before it looked. A transaction that was open then may bring an earlier log-out later: ask again from some seconds before.</param>
/// <param name="Sessions">In no order.</param>
public sealed record RevokedSessions(DateTimeOffset AsOf, IReadOnlyList<SessionLogout> Sessions);

/// <summary>One session that was logged out.</summary>
/// <param name="SessionId">The <c>sid</c> of its tokens.</param>
/// <param name="ExpiresAt">When the last of its tokens expires.</param>
public sealed record SessionLogout(Guid SessionId, DateTimeOffset ExpiresAt);
