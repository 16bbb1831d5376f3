using Microsoft.EntityFrameworkCore;
using Monolith.Kyc.Data;

namespace Monolith.Kyc.Records;

/// <summary>Lets writers of one user's KYC take turns: also of a user who has no row yet that could be locked.</summary>
internal sealed class KycLock(KycDbContext database)
{
    // "kyc" in ASCII: the first half of an advisory lock's key, beside which no other user of the database takes locks.
    private const int Class = 0x6b7963;

    /// <summary>Until the end of the open transaction.</summary>
    public Task TakeAsync(int userId, CancellationToken cancellationToken)
        => database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Class}, {userId})", cancellationToken);
}
