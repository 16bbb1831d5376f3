using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Data;

namespace Monolith.Wallet.Ledger;

/// <summary>Freezes and unfreezes wallets, under the lock that postings take: after it no posting goes by what was before.</summary>
internal sealed class Freezer(WalletDbContext database, WalletLocks locks, TimeProvider time)
{
    public async Task<Result<Unit>> SetAsync(int userId, bool frozen, string? reason, int by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > FreezeAccount.MaxReasonLength)
        {
            return new Error(WalletErrors.BadReason, $"The reason must have 1 to {FreezeAccount.MaxReasonLength} characters.", ErrorKind.Invalid);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var wallet = await locks.LockAsync(userId, cancellationToken);
        if (frozen == wallet.FrozenAt is not null)
        {
            return Unit.Value;
        }

        var now = time.GetUtcNow();
        wallet.FrozenAt = frozen ? now : null;
        database.FreezeChanges.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            IsFrozen = frozen,
            Reason = reason,
            DecidedBy = by,
            DecidedAt = now,
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
