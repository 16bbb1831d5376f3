using Microsoft.EntityFrameworkCore;
using Monolith.Kyc.Data;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Records;

/// <summary>The one way to what users submitted: who looks is written down before anything is shown.</summary>
internal sealed class KycViews(KycDbContext database, TimeProvider time)
{
    /// <returns>Null when the user has submitted nothing: then nothing was seen.</returns>
    public async Task<KycRecord?> OpenAsync(int userId, int viewedBy, string reason, CancellationToken cancellationToken)
        => await OpenAsync(database.Records.AsNoTracking().Where(r => r.UserId == userId), userId, viewedBy, reason, cancellationToken);

    /// <returns>Null when the last form had no statement: then nothing was seen.</returns>
    public async Task<KycStatement?> OpenStatementAsync(int userId, int viewedBy, string reason, CancellationToken cancellationToken)
        => await OpenAsync(database.Statements.AsNoTracking().Where(s => s.UserId == userId), userId, viewedBy, reason, cancellationToken);

    private async Task<T?> OpenAsync<T>(IQueryable<T> what, int userId, int viewedBy, string reason, CancellationToken cancellationToken)
        where T : class
    {
        var found = await what.SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        database.Add(new KycView { Id = Guid.CreateVersion7(now), UserId = userId, ViewedBy = viewedBy, Reason = reason, ViewedAt = now });
        await database.SaveChangesAsync(cancellationToken);
        return found;
    }
}
