using MediatR;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Sessions;

internal sealed class ListRevokedSessionsHandler(SessionStore sessions) : IRequestHandler<ListRevokedSessions, Result<RevokedSessions>>
{
    public async Task<Result<RevokedSessions>> Handle(ListRevokedSessions request, CancellationToken cancellationToken)
    {
        var list = await sessions.ListAsync(request.Since, cancellationToken);
        return new RevokedSessions(list.AsOf, [.. list.Sessions.Select(s => new SessionLogout(s.SessionId, s.ExpiresAt))]);
    }
}
