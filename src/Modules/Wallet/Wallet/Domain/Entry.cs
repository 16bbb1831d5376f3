namespace Monolith.Wallet.Domain;

/// <summary>One line of a transaction: what it does to one account. Never changes.</summary>
internal sealed class Entry
{
    public required Guid TransactionId { get; init; }

    /// <summary>1, 2, ... within the transaction.</summary>
    public required short Line { get; init; }

    public required int UserId { get; init; }

    public required AccountKind Kind { get; init; }

    public required string Currency { get; init; }

    /// <summary>Positive: the account has more. The lines of a transaction sum to zero.</summary>
    public required decimal Amount { get; init; }

    /// <summary>1, 2, ... within the account, without gaps, in the order of the commits.</summary>
    public required long Number { get; init; }

    /// <summary>The account's balance with this entry.</summary>
    public required decimal BalanceAfter { get; init; }
}
