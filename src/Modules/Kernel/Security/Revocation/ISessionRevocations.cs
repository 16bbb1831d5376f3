namespace Monolith.Kernel.Security.Revocation;

/// <summary>Which sessions were logged out. Answers from memory; a log-out counts in every process within a second.</summary>
public interface ISessionRevocations
{
    /// <summary>The state of a session. Waits for the source, briefly, only when what is in memory is too old.</summary>
    ValueTask<SessionState> CheckAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Makes a log-out that this process has seen succeed count at once.</summary>
    void Note(RevokedSession session);
}
