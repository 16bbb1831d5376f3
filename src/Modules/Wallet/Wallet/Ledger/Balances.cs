using Microsoft.EntityFrameworkCore;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Ledger;

/// <summary>Reads what wallets hold, as it was last committed.</summary>
internal sealed class Balances(WalletDbContext database, WalletSettings settings)
{
    // With the ledger's decimals: a wallet that was just opened reads as before.
    private const decimal Nothing = 0.0000m;

    /// <summary>One balance for each id, in their order; empty for those that have no wallet.</summary>
    public async Task<IReadOnlyList<WalletBalance>> ReadAsync(IReadOnlyList<int> userIds, CancellationToken cancellationToken)
    {
        var found = await database.Wallets.AsNoTracking()
            .Where(w => userIds.Contains(w.UserId))
            .Select(w => new
            {
                w.UserId,
                w.Currency,
                w.FrozenAt,
                Available = database.Accounts.Single(a => a.UserId == w.UserId && a.Kind == AccountKind.Available),
                Held = database.Accounts.Single(a => a.UserId == w.UserId && a.Kind == AccountKind.Held),
            })
            .ToDictionaryAsync(w => w.UserId, cancellationToken);
        return
        [
            .. userIds.Select(id => found.TryGetValue(id, out var w)
                ? new WalletBalance(id, w.Available.Balance, w.Held.Balance, w.Currency, w.FrozenAt, Latest(w.Available.UpdatedAt, w.Held.UpdatedAt))
                : new WalletBalance(id, Nothing, Nothing, settings.Currency, FrozenSince: null, UpdatedAt: null)),
        ];
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
