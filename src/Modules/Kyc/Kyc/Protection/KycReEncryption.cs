using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Security.AtRest;
using Monolith.Kyc.Data;
using Monolith.Kyc.Records;

namespace Monolith.Kyc.Protection;

/// <summary>After a rotation: encrypts with the newest key what older ones encrypted, a user at a time, so that the older ones can go.</summary>
internal sealed class KycReEncryption(KycDbContext database, KycVault vault, KycLock userLock, IAtRestEncryption encryption)
{
    private const int BatchSize = 200;

    /// <summary>Goes through all rows once. Any number of processes may, at the same time.</summary>
    public async Task<ReEncryptionRound> RunAsync(CancellationToken cancellationToken)
    {
        var (round, after) = (new ReEncryptionRound(Renewed: 0, Unreadable: 0, LastError: null), int.MinValue);
        while (true)
        {
            var batch = await database.Records.AsNoTracking()
                .Where(r => r.UserId > after)
                .OrderBy(r => r.UserId)
                .Select(r => new { r.UserId, r.Details })
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (batch is [])
            {
                return round;
            }

            after = batch[^1].UserId;
            foreach (var row in batch)
            {
                round = encryption.IsCurrent(row.Details) ? round : await RenewAsync(row.UserId, round, cancellationToken);
            }
        }
    }

    /// <summary>A user's statement was encrypted with their form, so it is with it that it is renewed.</summary>
    private async Task<ReEncryptionRound> RenewAsync(int userId, ReEncryptionRound round, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await userLock.TakeAsync(userId, cancellationToken);
        var record = await database.Records.SingleAsync(r => r.UserId == userId, cancellationToken);
        if (encryption.IsCurrent(record.Details))
        {
            return round;
        }

        try
        {
            vault.ProtectAnew(record);
            if (await database.Statements.SingleOrDefaultAsync(s => s.UserId == userId, cancellationToken) is { } statement)
            {
                vault.ProtectAnew(statement);
            }
        }
        catch (CryptographicException e)
        {
            return round with { Unreadable = round.Unreadable + 1, LastError = e.Message };
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return round with { Renewed = round.Renewed + 1 };
    }
}
