using Microsoft.EntityFrameworkCore;
using Monolith.Kyc.Data;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Records;

/// <summary>The one way to what users submitted: who looks is written down before anything is shown.</summary>
internal sealed class KycViews(KycDbContext database, TimeProvider time)
{
    /// <returns>Null when the user has submitted nothing: then nothing was seen.</returns>
    public async Task<KycRecord?> OpenAsync(int userId, int viewedBy, string reason, CancellationToken cancellationToken)
    {
        var record = await database.Records.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == userId, cancellationToken);
        if (record is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        database.Add(new KycView { Id = Guid.CreateVersion7(now), UserId = userId, ViewedBy = viewedBy, Reason = reason, ViewedAt = now });
        await database.SaveChangesAsync(cancellationToken);
        return record;
    }
}
