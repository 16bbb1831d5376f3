using Monolith.Kernel.Results;

namespace Monolith.Wallet.Domain;

/// <summary>
/// The wallets and accounts that a posting touches, as they stand under their locks. The one place that decides whether money may move; what it answers is
/// balanced however the posting was made.
/// </summary>
internal sealed class Books(IEnumerable<UserWallet> wallets, IEnumerable<Account> accounts)
{
    private readonly Dictionary<int, UserWallet> _wallets = wallets.ToDictionary(w => w.UserId);
    private readonly Dictionary<AccountKey, Account> _accounts = accounts.ToDictionary(a => a.Key);

    /// <summary>Books it, or says why not and changes nothing.</summary>
    public Result<LedgerTransaction> Post(Posting posting, DateTimeOffset now)
    {
        if (posting.CounterpartyId == posting.UserId)
        {
            return LedgerErrors.ToOneself;
        }

        if (posting.UserIds.Any(id => !_wallets.ContainsKey(id)))
        {
            return LedgerErrors.NoSuchRecipient;
        }

        var currency = _wallets[posting.UserId].Currency;
        if (posting.UserIds.Any(id => _wallets[id].Currency != currency))
        {
            return LedgerErrors.OtherCurrency;
        }

        if (_wallets[posting.UserId].FrozenAt is not null)
        {
            return LedgerErrors.Frozen;
        }

        if (posting.UserIds.Any(id => _wallets[id].FrozenAt is not null))
        {
            return LedgerErrors.RecipientFrozen;
        }

        var changes = posting.Changes();
        if (changes.Any(c => !_accounts[c.Account].Allows(c.Amount)))
        {
            return LedgerErrors.Insufficient;
        }

        var transaction = LedgerTransaction.Of(posting, currency, now);
        transaction.Entries.AddRange(changes.Select((c, i) => _accounts[c.Account].Post(transaction, (short)(i + 1), c.Amount)));
        transaction.AvailableAfter = _accounts[new(posting.UserId, AccountKind.Available)].Balance;
        return transaction;
    }
}
