using Microsoft.EntityFrameworkCore;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Ledger;

/// <summary>Opens wallets, and locks one as postings do.</summary>
internal sealed class WalletLocks(WalletDbContext database, WalletSettings settings, TimeProvider time)
{
    /// <summary>Locks a wallet to the end of the open transaction, and opens it if there is none.</summary>
    public async Task<UserWallet> LockAsync(int userId, CancellationToken cancellationToken)
    {
        await OpenAsync(userId, cancellationToken);
        return await database.Wallets
            .FromSql($"SELECT user_id, currency, opened_at, frozen_at FROM wallet.wallets WHERE user_id = {userId} FOR NO KEY UPDATE")
            .SingleAsync(cancellationToken);
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
}
