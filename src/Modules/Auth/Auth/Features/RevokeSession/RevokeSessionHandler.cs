using MediatR;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.RevokeSession;

internal sealed class RevokeSessionHandler(SessionStore sessions) : IRequestHandler<RevokeSessionCommand, RevokeSessionOutcome>
{
    public async Task<RevokeSessionOutcome> Handle(RevokeSessionCommand request, CancellationToken cancellationToken)
        => new(await sessions.RevokeAsync(request.SessionId, cancellationToken, request.UserId));
}
