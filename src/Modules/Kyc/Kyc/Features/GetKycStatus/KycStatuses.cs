using Microsoft.EntityFrameworkCore;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Features.GetKycStatus;

/// <summary>Where users stand, for other modules.</summary>
internal static class KycStatuses
{
    /// <summary>One for each id, in their order.</summary>
    public static async Task<IReadOnlyList<KycStatus>> ReadStatusesAsync(this KycDbContext database, IReadOnlyList<int> userIds, CancellationToken cancellationToken)
    {
        var known = await database.Records
            .Where(r => userIds.Contains(r.UserId))
            .Select(r => new KycStatus(r.UserId, r.State, r.Form, r.UpdatedAt))
            .ToDictionaryAsync(s => s.UserId, cancellationToken);
        return [.. userIds.Select(id => known.GetValueOrDefault(id) ?? new(id, KycState.Pending, Form: null, UpdatedAt: null))];
    }
}
