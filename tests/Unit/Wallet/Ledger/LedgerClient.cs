using Microsoft.EntityFrameworkCore;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Shouldly;

namespace Monolith.Unit.Wallet.Ledger;

/// <summary>Wishes random things for random users, repeats some of them, and tells the model what was answered.</summary>
internal sealed class LedgerClient(WalletProcess process, LedgerModel model, int[] users)
{
    private readonly List<LedgerTransaction> _holds = [];

    public async Task RunAsync(int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            await StepAsync(Next());
        }
    }

    private async Task StepAsync(Posting posting)
    {
        // Repeats of a request whose answer was late: beside it, not after it.
        var answers = await Task.WhenAll(Enumerable.Range(0, Random.Shared.Next(4) == 0 ? 3 : 1).Select(_ => process.PostAsync(posting)));
        var booked = answers.Where(a => a.Succeeded).Select(a => a.Value!).Distinct().ToList();
        booked.Count.ShouldBeLessThanOrEqualTo(1, $"{posting} was answered in two ways: {string.Join(", ", booked)}");
        if (booked is not [var once])
        {
            return;
        }

        model.Booked(once.TransactionId, posting);
        if (posting.Operation == Operation.Hold)
        {
            _holds.Add(await process.InScopeAsync((WalletDbContext d) => d.Transactions.AsNoTracking().SingleAsync(t => t.Id == once.TransactionId)));
        }
    }

    private Posting Next()
    {
        var (user, amount, reference) = (AnyUser(), Random.Shared.Next(1, 2000) / 100m, Guid.NewGuid().ToString());
        return Random.Shared.Next(10) switch
        {
            < 2 => Posting.Add(user, amount * 3, "manual", reference),
            < 4 => Posting.Withdraw(user, amount, "bank", reference),
            < 7 => Posting.Transfer(user, users.Where(u => u != user).ElementAt(Random.Shared.Next(users.Length - 1)), amount, reference),
            < 8 when TakeHold() is { } hold => Posting.Capture(hold, Math.Min(amount, hold.Amount)),
            < 9 when TakeHold() is { } hold => Posting.Release(hold),
            _ => Posting.Hold(user, amount, reference),
        };
    }

    private int AnyUser() => users[Random.Shared.Next(users.Length)];

    private LedgerTransaction? TakeHold()
    {
        if (_holds.Count == 0)
        {
            return null;
        }

        var hold = _holds[^1];
        _holds.RemoveAt(_holds.Count - 1);
        return hold;
    }
}
