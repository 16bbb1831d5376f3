using MediatR;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.Logout;

internal sealed class LogoutHandler(SessionStore sessions) : IRequestHandler<LogoutCommand, Unit>
{
    public async Task<Unit> Handle(LogoutCommand request, CancellationToken cancellationToken)
    {
        await sessions.RevokeAsync(request.SessionId, cancellationToken);
        return Unit.Value;
    }
}
