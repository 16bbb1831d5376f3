namespace Monolith.PaperBroker.Kite;

/// <summary>Request tokens, good once and for minutes, and the access tokens they are exchanged for, good for a day.</summary>
internal sealed class KiteSessions(TimeProvider time)
{
    public ExpiringTokens<KiteSession> RequestTokens { get; } = new(time, TimeSpan.FromMinutes(3));

    public ExpiringTokens<KiteSession> AccessTokens { get; } = new(time, TimeSpan.FromHours(18));
}
