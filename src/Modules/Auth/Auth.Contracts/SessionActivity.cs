namespace Monolith.Auth.Contracts;

/// <summary>What a user's sessions tell, without whence they came.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Open">How many may still be used.</param>
/// <param name="LastUsedAt">When one was last given an access token; null when none is known: a session is forgotten a day after it could last be used.</param>
public sealed record SessionActivity(int UserId, int Open, DateTimeOffset? LastUsedAt);
