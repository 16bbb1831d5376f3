using Monolith.Kernel.Security.Revocation;

namespace Monolith.Unit.Kernel.Security;

internal sealed class KnownSessions : ISessionRevocations
{
    public SessionState State { get; set; } = SessionState.Active;

    public ValueTask<SessionState> CheckAsync(Guid sessionId, CancellationToken cancellationToken) => new(State);

    public void Note(RevokedSession session) => State = SessionState.Revoked;
}
