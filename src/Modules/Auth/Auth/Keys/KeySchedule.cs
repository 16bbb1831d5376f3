namespace Monolith.Auth.Keys;

/// <summary>Which key does what, decided from the stored keys and the time alone.</summary>
internal sealed class KeySchedule(AuthSettings settings)
{
    // Two hosts' clocks, and a token that is signed while its key is being replaced.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>The key that signs now; null when there is none yet.</summary>
    public static StoredSigningKey? Current(IEnumerable<StoredSigningKey> keys, DateTimeOffset now)
        => keys.Where(k => k.ActivatesAt <= now).MaxBy(k => k.ActivatesAt);

    /// <summary>The key that will sign next; null when none is prepared.</summary>
    public static StoredSigningKey? Next(IEnumerable<StoredSigningKey> keys, DateTimeOffset now)
        => keys.Where(k => k.ActivatesAt > now).MinBy(k => k.ActivatesAt);

    /// <summary>When a key to be added now should begin to sign; null when none is needed.</summary>
    public DateTimeOffset? Due(IReadOnlyCollection<StoredSigningKey> keys, DateTimeOffset now)
    {
        if (Current(keys, now) is not { } current)
        {
            return now;
        }

        var replaceAt = current.ActivatesAt + settings.SigningKeys.RotateEvery;
        return Next(keys, now) is null && replaceAt - settings.SigningKeys.PublishAhead <= now ? Ahead(now) : null;
    }

    /// <summary>When a key that is published now may begin to sign.</summary>
    public DateTimeOffset Ahead(DateTimeOffset now) => now + settings.SigningKeys.PublishAhead;

    /// <summary>The keys whose last token has expired.</summary>
    public IEnumerable<StoredSigningKey> Retired(IReadOnlyCollection<StoredSigningKey> keys, DateTimeOffset now)
        => keys.Where(k => keys.Any(successor => successor.ActivatesAt > k.ActivatesAt && successor.ActivatesAt + settings.AccessTokenLifetime + Grace <= now));
}
