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

    /// <summary>When its token expires.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was logged out, by the database's clock, which orders the log-outs of all hosts; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public static Session Start(int userId, DateTimeOffset now, TimeSpan lifetime) => new()
    {
        Id = Guid.NewGuid(),
        UserId = userId,
        CreatedAt = now,
        ExpiresAt = now + lifetime,
    };
}
