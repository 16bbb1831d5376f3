using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Ledger;

/// <summary>
/// Freezes and unfreezes wallets, under the lock that postings take: after it no posting goes by what was before. Each decision is applied once, however often it
/// comes: its key is looked for under the same lock.
/// </summary>
internal sealed class Freezer(WalletDbContext database, WalletLocks locks, TimeProvider time)
{
    private static readonly Error BadReason = new(WalletErrors.BadReason, $"The reason must have 1 to {FreezeAccount.MaxReasonLength} characters.", ErrorKind.Invalid);
    private static readonly Error BadKey = new(WalletErrors.BadKey, $"The idempotency key must have 1 to {FreezeAccount.MaxKeyLength} characters.", ErrorKind.Invalid);
    private static readonly Error KeyOfAnother = new(WalletErrors.KeyOfAnother, "The idempotency key was used for another decision on this wallet.", ErrorKind.Conflict);

    public async Task<Result<Unit>> SetAsync(FreezeOrder order, CancellationToken cancellationToken)
    {
        var (userId, freezes, reason, by, key) = order;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > FreezeAccount.MaxReasonLength)
        {
            return BadReason;
        }

        if (string.IsNullOrEmpty(key) || key.Length > FreezeAccount.MaxKeyLength)
        {
            return BadKey;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var wallet = await locks.LockAsync(userId, cancellationToken);
        if (await database.FreezeChanges.AsNoTracking().SingleOrDefaultAsync(f => f.UserId == userId && f.IdempotencyKey == key, cancellationToken) is { } earlier)
        {
            return earlier.IsFrozen == freezes && earlier.Reason == reason && earlier.DecidedBy == by ? Unit.Value : KeyOfAnother;
        }

        var now = time.GetUtcNow();
        wallet.FrozenAt = freezes ? wallet.FrozenAt ?? now : null;
        database.FreezeChanges.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            IsFrozen = freezes,
            Reason = reason,
            DecidedBy = by,
            DecidedAt = now,
            IdempotencyKey = key,
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
