using System.Collections.Concurrent;
using Monolith.Wallet.Domain;

namespace Monolith.Unit.Wallet.Ledger;

/// <summary>What users must have by what was answered: each success once, however often it was asked for.</summary>
internal sealed class LedgerModel
{
    private readonly ConcurrentDictionary<Guid, Posting> _booked = new();

    public int Count => _booked.Count;

    public void Booked(Guid transactionId, Posting posting) => _booked[transactionId] = posting;

    public decimal BalanceOf(AccountKey account)
        => _booked.Values.SelectMany(p => p.Changes()).Where(c => c.Account == account).Sum(c => c.Amount);
}
