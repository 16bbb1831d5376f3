using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Monolith.Kernel.Security.Revocation;

/// <summary>
/// The log-outs known to this process. It knows how fresh it is: a log-out committed after the last successful poll began may be missing, so once that
/// beginning is <see cref="TokenSecuritySettings.RevocationFreshFor"/> ago, an unlisted session is no longer taken for active but asked for.
/// </summary>
internal sealed partial class RevocationCache(IRevocationSource source, TokenSecuritySettings settings, TimeProvider time, ILogger<RevocationCache> logger)
    : ISessionRevocations
{
    /// <summary>How far back each poll reads again, because a transaction may commit long after it noted its time.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private const long Never = long.MinValue;

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revoked = new();
    private long _freshAsOf = Never;
    private DateTimeOffset? _cursor;

    /// <summary>Whether all log-outs were read at least once.</summary>
    public bool HasPolled => Volatile.Read(ref _freshAsOf) != Never;

    /// <summary>Whether an unlisted session is active.</summary>
    public bool IsFresh => Volatile.Read(ref _freshAsOf) is var asOf && asOf != Never && time.GetElapsedTime(asOf) <= settings.RevocationFreshFor;

    internal int Count => _revoked.Count;

    public ValueTask<SessionState> CheckAsync(Guid sessionId, CancellationToken cancellationToken)
        => Known(sessionId) is { } state ? new(state) : AskAsync(sessionId, cancellationToken);

    public void Note(RevokedSession session) => _revoked[session.SessionId] = session.ExpiresAt;

    /// <summary>Reads what is new. One at a time: the poller is the only caller.</summary>
    /// <exception cref="RevocationSourceException">The source cannot answer; what is known stays.</exception>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var list = await source.ListAsync(_cursor - Overlap, cancellationToken);
        foreach (var session in list.Sessions)
        {
            Note(session);
        }

        _cursor = list.AsOf;
        Volatile.Write(ref _freshAsOf, began);
        Forget(time.GetUtcNow() - settings.ClockSkew);
    }

    private SessionState? Known(Guid sessionId)
    {
        // Freshness first: were it read after the list, a poll that ends between the two would make an old list look new.
        var isFresh = IsFresh;
        return _revoked.ContainsKey(sessionId) ? SessionState.Revoked : isFresh ? SessionState.Active : null;
    }

    private async ValueTask<SessionState> AskAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(settings.RevocationCheckTimeout);
        try
        {
            return await source.IsRevokedAsync(sessionId, timeout.Token).WaitAsync(timeout.Token) ? SessionState.Revoked : SessionState.Active;
        }
        catch (Exception e) when (e is RevocationSourceException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A poll may have been luckier meanwhile.
            if (Known(sessionId) is { } state)
            {
                return state;
            }

            LogCheckFailed(e.Message);
            return SessionState.Unknown;
        }
    }

    // Each token checks its own expiry with the same allowance, so an entry that is forgotten here is not needed any more.
    private void Forget(DateTimeOffset expiredBefore)
    {
        foreach (var (session, expiresAt) in _revoked)
        {
            if (expiresAt <= expiredBefore)
            {
                _revoked.TryRemove(session, out _);
            }
        }
    }

    [LoggerMessage(SecurityEventIds.RevocationCheckFailed, LogLevel.Warning, "Log-outs are not known to be up to date, and a session could not be asked for: {Reason}")]
    private partial void LogCheckFailed(string reason);
}
