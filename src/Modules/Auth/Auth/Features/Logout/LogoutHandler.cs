using MediatR;
using Monolith.Auth.Sessions;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Auth.Features.Logout;

internal sealed class LogoutHandler(SessionStore sessions, ISessionRevocations revocations) : IRequestHandler<LogoutCommand, Unit>
{
    public async Task<Unit> Handle(LogoutCommand request, CancellationToken cancellationToken)
    {
        if (await sessions.RevokeAsync(request.SessionId, cancellationToken) is { } revoked)
        {
            revocations.Note(revoked);
        }

        return Unit.Value;
    }
}
