using MediatR;
using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Sessions;

internal sealed class IsSessionRevokedHandler(SessionStore sessions) : IRequestHandler<IsSessionRevoked, Result<bool>>
{
    public async Task<Result<bool>> Handle(IsSessionRevoked request, CancellationToken cancellationToken)
        => await sessions.IsRevokedAsync(request.SessionId, cancellationToken);
}
