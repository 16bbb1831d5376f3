namespace Monolith.Auth.Domain;

/// <summary>One log-in. Its tokens count until it is revoked or expires.</summary>
internal sealed class Session
{
    private Session()
    {
    }

    public Guid Id { get; private set; }

    public int UserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the last of its access tokens expires.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When the last of its refresh tokens expires; null where it has none.</summary>
    public DateTimeOffset? RefreshableUntil { get; private set; }

    /// <summary>When it was logged out, by the database's clock, which orders the log-outs of all hosts; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>See <see cref="SessionOrigin"/>.</summary>
    public string? Device { get; private set; }

    /// <summary>See <see cref="SessionOrigin"/>; of the last use.</summary>
    public string? Address { get; private set; }

    /// <summary>When it was last given an access token.</summary>
    public DateTimeOffset LastUsedAt { get; private set; }

    public static Session Start(int userId, SessionOrigin origin, DateTimeOffset now, TimeSpan lifetime) => new()
    {
        Id = Guid.NewGuid(),
        UserId = userId,
        CreatedAt = now,
        ExpiresAt = now + lifetime,
        Device = origin.Device,
        Address = origin.Address?.ToString(),
        LastUsedAt = now,
    };

    /// <summary>Another access token, asked for from somewhere.</summary>
    public void Renew(SessionOrigin origin, DateTimeOffset now, TimeSpan lifetime)
    {
        ExpiresAt = now + lifetime;
        Address = origin.Address?.ToString();
        LastUsedAt = now;
    }

    /// <summary>Its next refresh token: good for a while from now, and never longer than a session may last.</summary>
    public RefreshToken NextRefreshToken(string token, DateTimeOffset now, TimeSpan tokenLifetime, TimeSpan sessionLifetime)
    {
        var (until, end) = (now + tokenLifetime, CreatedAt + sessionLifetime);
        RefreshableUntil = until < end ? until : end;
        return RefreshToken.Of(Id, token, RefreshableUntil.Value);
    }
}
