namespace Monolith.Auth.Domain;

/// <summary>One of a session's refresh tokens. Each is good for one use, and gives the next.</summary>
internal sealed class RefreshToken
{
    private RefreshToken()
    {
    }

    /// <summary>See <see cref="OpaqueToken"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    public Guid SessionId { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Null while it was not used. A used one that comes again was copied.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public static RefreshToken Of(Guid sessionId, string token, DateTimeOffset expiresAt) => new()
    {
        Hash = OpaqueToken.HashOf(token) ?? throw new ArgumentException("must come from OpaqueToken.New.", nameof(token)),
        SessionId = sessionId,
        ExpiresAt = expiresAt,
    };
}
