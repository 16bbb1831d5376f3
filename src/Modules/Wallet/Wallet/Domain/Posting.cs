namespace Monolith.Wallet.Domain;

/// <summary>What somebody wants to be booked; <see cref="Books"/> decides.</summary>
/// <param name="UserId">Who wants it, and whose available money the answer tells.</param>
/// <param name="Operation">What for.</param>
/// <param name="Amount">What was asked for, positive.</param>
/// <param name="Moves">What that does.</param>
internal sealed record Posting(int UserId, Operation Operation, decimal Amount, IReadOnlyList<Move> Moves)
{
    /// <summary>The client's name for it, at most once per user and operation; null for none.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>How it was paid, as the user's list shows it.</summary>
    public string Method { get; init; } = "";

    /// <summary>Where the user wants the money sent; null when they did not say.</summary>
    public string? Destination { get; init; }

    /// <summary>The other user of a transfer.</summary>
    public int? CounterpartyId { get; init; }

    /// <summary>The hold that this settles.</summary>
    public Guid? SettlesId { get; init; }

    /// <summary>Whose wallets are touched, ascending: the order in which they are locked.</summary>
    public IReadOnlyList<int> UserIds => [.. Moves.SelectMany(m => (int[])[m.From.UserId, m.To.UserId]).Distinct().Order()];

    /// <summary>Which of their accounts have to be known: those that change, and what the answer tells.</summary>
    public IReadOnlyList<AccountKind> Kinds => [.. Moves.SelectMany(m => (AccountKind[])[m.From.Kind, m.To.Kind]).Append(AccountKind.Available).Distinct()];

    public static Posting Add(int userId, decimal amount, string method, string? referenceId)
        => new(userId, Operation.Add, amount, [new(new(userId, AccountKind.Funding), new(userId, AccountKind.Available), amount)])
        {
            Method = method,
            ReferenceId = referenceId,
        };

    public static Posting Withdraw(int userId, decimal amount, string? destination, string? referenceId)
        => new(userId, Operation.Withdraw, amount, [new(new(userId, AccountKind.Available), new(userId, AccountKind.Clearing), amount)])
        {
            Method = "withdraw",
            Destination = destination,
            ReferenceId = referenceId,
        };

    public static Posting Transfer(int userId, int toUserId, decimal amount, string? referenceId)
        => new(userId, Operation.Transfer, amount, [new(new(userId, AccountKind.Available), new(toUserId, AccountKind.Available), amount)])
        {
            Method = "transfer",
            CounterpartyId = toUserId,
            ReferenceId = referenceId,
        };

    public static Posting Hold(int userId, decimal amount, string? referenceId)
        => new(userId, Operation.Hold, amount, [new(new(userId, AccountKind.Available), new(userId, AccountKind.Held), amount)])
        {
            Method = "hold",
            ReferenceId = referenceId,
        };

    /// <param name="hold">A transaction made for a hold.</param>
    /// <param name="amount">At most the hold's; the rest becomes available again.</param>
    public static Posting Capture(LedgerTransaction hold, decimal amount)
    {
        var held = new AccountKey(hold.UserId, AccountKind.Held);
        var taken = new Move(held, new(hold.UserId, AccountKind.Clearing), amount);
        var rest = new Move(held, new(hold.UserId, AccountKind.Available), hold.Amount - amount);
        return new(hold.UserId, Operation.Capture, amount, rest.Amount == 0 ? [taken] : [taken, rest]) { Method = "capture", SettlesId = hold.Id };
    }

    /// <param name="hold">A transaction made for a hold.</param>
    public static Posting Release(LedgerTransaction hold)
        => new(hold.UserId, Operation.Release, hold.Amount, [new(new(hold.UserId, AccountKind.Held), new(hold.UserId, AccountKind.Available), hold.Amount)])
        {
            Method = "release",
            SettlesId = hold.Id,
        };

    /// <summary>What each account gains or loses, in the order of <see cref="AccountKey"/>; sums to zero.</summary>
    public IReadOnlyList<(AccountKey Account, decimal Amount)> Changes()
        =>
        [
            .. Moves.SelectMany(m => ((AccountKey Account, decimal Amount)[])[(m.From, -m.Amount), (m.To, m.Amount)])
                .GroupBy(c => c.Account, (account, changes) => (account, changes.Sum(c => c.Amount)))
                .OrderBy(c => c.account.UserId).ThenBy(c => c.account.Kind),
        ];
}
