using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Data;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ListSessions;

internal sealed class ListSessionsHandler(AuthDbContext database, TimeProvider time) : IRequestHandler<ListSessionsQuery, Result<IReadOnlyList<SessionOutput>>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<SessionOutput>>> Handle(ListSessionsQuery request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.Sessions.AsNoTracking()
            .Where(s => s.UserId == request.UserId && s.RevokedAt == null && (s.ExpiresAt > now || s.RefreshableUntil > now))
            .OrderByDescending(s => s.LastUsedAt).ThenBy(s => s.Id)
            .Take(Most)
            .Select(s => new SessionOutput(s.Id, s.Device, s.Address, s.CreatedAt, s.LastUsedAt, s.Id == request.CurrentSessionId))
            .ToListAsync(cancellationToken);
    }
}
