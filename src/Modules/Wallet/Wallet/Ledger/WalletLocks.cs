using Microsoft.EntityFrameworkCore;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Ledger;

/// <summary>Opens wallets and locks them, always in the order of the users' ids, so that no two transactions wait for each other.</summary>
internal sealed class WalletLocks(WalletDbContext database, WalletSettings settings, TimeProvider time)
{
    /// <summary>Locks these wallets to the end of the open transaction.</summary>
    /// <param name="opened">Of these, who gets a wallet if there is none: whoever acts, and never somebody who is only named.</param>
    /// <param name="userIds">Ascending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that exist.</returns>
    public async Task<IReadOnlyList<UserWallet>> LockAsync(int opened, IReadOnlyList<int> userIds, CancellationToken cancellationToken)
    {
        var locked = await LockAsync(userIds, cancellationToken);
        if (locked.Any(w => w.UserId == opened))
        {
            return locked;
        }

        await OpenAsync(opened, cancellationToken);
        return await LockAsync(userIds, cancellationToken);
    }

    /// <summary>Opens a wallet, with its accounts; one that is there stays as it is.</summary>
    public Task OpenAsync(int userId, CancellationToken cancellationToken)
        => database.Database.ExecuteSqlAsync(
            $"""
            WITH opened AS (
                INSERT INTO wallet.wallets (user_id, currency, opened_at) VALUES ({userId}, {settings.Currency}, {time.GetUtcNow()})
                ON CONFLICT DO NOTHING
                RETURNING user_id, currency)
            INSERT INTO wallet.accounts (user_id, kind, currency)
            SELECT user_id, kind, currency FROM opened CROSS JOIN unnest({Enum.GetNames<AccountKind>()}) AS kind
            """,
            cancellationToken);

    private async Task<List<UserWallet>> LockAsync(IReadOnlyList<int> userIds, CancellationToken cancellationToken)
        => await database.Wallets
            .FromSql($"SELECT user_id, currency, opened_at, frozen_at FROM wallet.wallets WHERE user_id = ANY ({userIds.ToArray()}) ORDER BY user_id FOR NO KEY UPDATE")
            .ToListAsync(cancellationToken);
}
