using Monolith.Wallet.Domain;

namespace Monolith.Unit.Wallet.Domain;

/// <summary>A random wish of a random user. Whether it makes sense is for the books to say.</summary>
internal sealed record BooksStep(int User, Operation Operation, decimal Amount, int Other, int Hold, bool Freezes)
{
    public const int Users = 3;

    public Posting PostingOn(IReadOnlyList<LedgerTransaction> holds) => Operation switch
    {
        Operation.Add => Posting.Add(User, Amount, "manual", referenceId: null),
        Operation.Withdraw => Posting.Withdraw(User, Amount, destination: null, referenceId: null),
        Operation.Transfer => Posting.Transfer(User, (User + 1 + (Other % (Users - 1))) % Users, Amount, referenceId: null),
        Operation.Capture when holds.Count > 0 => Posting.Capture(holds[Hold % holds.Count], Math.Min(Amount, holds[Hold % holds.Count].Amount)),
        Operation.Release when holds.Count > 0 => Posting.Release(holds[Hold % holds.Count]),
        _ => Posting.Hold(User, Amount, referenceId: null),
    };
}
