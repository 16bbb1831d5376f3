using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Auth.Data;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.GetSessionActivity;

internal sealed class GetSessionActivityHandler(AuthDbContext database, TimeProvider time) : IRequestHandler<Contracts.GetSessionActivity, Result<SessionActivity>>
{
    public async Task<Result<SessionActivity>> Handle(Contracts.GetSessionActivity request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sessions = database.Sessions.Where(s => s.UserId == request.UserId);
        var open = await sessions.CountAsync(s => s.RevokedAt == null && (s.ExpiresAt > now || s.RefreshableUntil > now), cancellationToken);
        return new SessionActivity(request.UserId, open, await sessions.MaxAsync(s => (DateTimeOffset?)s.LastUsedAt, cancellationToken));
    }
}
