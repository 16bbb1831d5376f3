using MediatR;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.RevokeSession;

internal sealed class RevokeOtherSessionsHandler(SessionStore sessions) : IRequestHandler<RevokeOtherSessionsCommand, RevokeOtherSessionsOutcome>
{
    public async Task<RevokeOtherSessionsOutcome> Handle(RevokeOtherSessionsCommand request, CancellationToken cancellationToken)
        => new(await sessions.RevokeAllAsync(request.UserId, request.KeptSessionId, cancellationToken));
}
