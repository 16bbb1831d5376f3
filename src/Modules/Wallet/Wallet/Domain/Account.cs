namespace Monolith.Wallet.Domain;

/// <summary>An account as it stands while its wallet is locked.</summary>
internal sealed class Account(decimal balance = 0, long entryCount = 0, DateTimeOffset? updatedAt = null)
{
    public required int UserId { get; init; }

    public required AccountKind Kind { get; init; }

    public required string Currency { get; init; }

    /// <summary>The sum of its entries.</summary>
    public decimal Balance { get; private set; } = balance;

    /// <summary>How many entries it has: the number of the last one.</summary>
    public long EntryCount { get; private set; } = entryCount;

    /// <summary>When the last entry was made; null before the first.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; } = updatedAt;

    public AccountKey Key => new(UserId, Kind);

    /// <summary>Whether it may change by that much: only the outside world may owe.</summary>
    public bool Allows(decimal change) => Kind == AccountKind.Funding || Balance + change >= 0;

    /// <summary>Changes it, and says so in an entry that carries the number and the balance this leads to.</summary>
    public Entry Post(LedgerTransaction transaction, short line, decimal amount)
    {
        Balance += amount;
        EntryCount++;
        UpdatedAt = transaction.CreatedAt;
        return new()
        {
            TransactionId = transaction.Id,
            Line = line,
            UserId = UserId,
            Kind = Kind,
            Currency = Currency,
            Amount = amount,
            Number = EntryCount,
            BalanceAfter = Balance,
        };
    }
}
