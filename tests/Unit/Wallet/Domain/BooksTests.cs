using FsCheck;
using FsCheck.Fluent;
using Monolith.Wallet.Domain;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Domain;

public sealed class BooksTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Gen<BooksStep> Steps =
        from user in Gen.Choose(0, BooksStep.Users - 1)
        from operation in Gen.Elements(Enum.GetValues<Operation>())
        from amount in Gen.OneOf(Gen.Choose(1, 500), Gen.Choose(1, 5_000_000))
        from other in Gen.Choose(0, 10)
        from hold in Gen.Choose(0, 1000)
        from freezes in Gen.Frequency((20, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new BooksStep(user, operation, amount / 100m, other, hold, freezes);

    [Fact]
    public void Post_AnySequence_KeepsTheBooksBalanced()
        => Prop.ForAll(Steps.NonEmptyListOf().ToArbitrary(), steps => Run([.. steps])).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(200));

    [Fact]
    public void Post_Refused_ChangesNothing()
    {
        var accounts = Accounts(1);
        var books = new Books([Wallet(1)], accounts);
        books.Post(Posting.Add(1, 5m, "manual", null), Now).Succeeded.ShouldBeTrue();

        books.Post(Posting.Withdraw(1, 5.01m, null, null), Now).Error.ShouldBe(LedgerErrors.Insufficient);

        accounts.Single(a => a.Kind == AccountKind.Available).ShouldSatisfyAllConditions(a => a.Balance.ShouldBe(5m), a => a.EntryCount.ShouldBe(1));
    }

    [Fact]
    public void Post_ToAWalletThatIsNotThere_IsRefused()
        => new Books([Wallet(1)], Accounts(1)).Post(Posting.Transfer(1, 2, 1m, null), Now).Error.ShouldBe(LedgerErrors.NoSuchRecipient);

    [Fact]
    public void Post_BetweenCurrencies_IsRefused()
        => new Books([Wallet(1), Wallet(2, "EUR")], [.. Accounts(1), .. Accounts(2, "EUR")]).Post(Posting.Transfer(1, 2, 1m, null), Now).Error.ShouldBe(LedgerErrors.OtherCurrency);

    [Fact]
    public void Post_FrozenWallet_MovesNothing()
    {
        var (wallets, accounts) = (new[] { Wallet(1), Wallet(2) }, Accounts(1).Concat(Accounts(2)).ToList());
        var books = new Books(wallets, accounts);
        books.Post(Posting.Add(1, 10m, "manual", null), Now).Succeeded.ShouldBeTrue();
        books.Post(Posting.Add(2, 10m, "manual", null), Now).Succeeded.ShouldBeTrue();
        var hold = books.Post(Posting.Hold(1, 4m, null), Now).Value!;
        wallets[0].FrozenAt = Now;

        Posting[] own = [Posting.Add(1, 1m, "manual", null), Posting.Withdraw(1, 1m, null, null), Posting.Transfer(1, 2, 1m, null), Posting.Hold(1, 1m, null), Posting.Capture(hold, 1m), Posting.Release(hold)];
        own.Select(p => p.Operation).ShouldBe(Enum.GetValues<Operation>(), ignoreOrder: true);
        own.ShouldAllBe(p => books.Post(p, Now).Error == LedgerErrors.Frozen);
        books.Post(Posting.Transfer(2, 1, 1m, null), Now).Error.ShouldBe(LedgerErrors.RecipientFrozen);
        accounts.ShouldAllBe(a => a.EntryCount <= 2);
        books.Post(Posting.Withdraw(2, 1m, null, null), Now).Succeeded.ShouldBeTrue();

        wallets[0].FrozenAt = null;
        books.Post(Posting.Release(hold), Now).Value!.AvailableAfter.ShouldBe(10m);
    }

    [Fact]
    public void Capture_APart_GivesTheRestBackInTheSameTransaction()
    {
        var books = new Books([Wallet(1)], Accounts(1));
        books.Post(Posting.Add(1, 10m, "manual", null), Now).Succeeded.ShouldBeTrue();
        var hold = books.Post(Posting.Hold(1, 10m, null), Now).Value!;

        var captured = books.Post(Posting.Capture(hold, 2.5m), Now).Value!;

        captured.Entries.Select(e => (e.Kind, e.Amount)).ShouldBe([(AccountKind.Available, 7.5m), (AccountKind.Held, -10m), (AccountKind.Clearing, 2.5m)]);
        captured.AvailableAfter.ShouldBe(7.5m);
    }

    private static void Run(IReadOnlyList<BooksStep> steps)
    {
        var users = Enumerable.Range(0, BooksStep.Users).ToList();
        var (wallets, accounts) = (users.ConvertAll(u => Wallet(u)), users.SelectMany(u => Accounts(u)).ToList());
        var (books, booked, holds) = (new Books(wallets, accounts), new List<LedgerTransaction>(), new List<LedgerTransaction>());
        foreach (var step in steps)
        {
            wallets[step.User].FrozenAt = step.Freezes ? Now : null;
            var posting = step.PostingOn(holds);
            if (books.Post(posting, Now) is { Value: { } transaction })
            {
                booked.Add(transaction);
                holds.RemoveAll(h => h.Id == posting.SettlesId);
                holds.AddRange(posting.Operation == Operation.Hold ? [transaction] : []);
            }
        }

        booked.ShouldAllBe(t => t.Entries.Count >= 2 && t.Entries.Sum(e => e.Amount) == 0 && t.Entries.All(e => e.Amount != 0));
        accounts.Sum(a => a.Balance).ShouldBe(0);
        foreach (var account in accounts)
        {
            var entries = booked.SelectMany(t => t.Entries).Where(e => (e.UserId, e.Kind) == (account.UserId, account.Kind)).ToList();
            entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, entries.Count).Select(n => (long)n));
            entries.Sum(e => e.Amount).ShouldBe(account.Balance);
            entries.ShouldAllBe(e => e.BalanceAfter >= 0 || e.Kind == AccountKind.Funding);
        }

        accounts.Where(a => a.Kind == AccountKind.Held).Sum(a => a.Balance).ShouldBe(holds.Sum(h => h.Amount));
    }

    private static UserWallet Wallet(int userId, string currency = "INR") => new() { UserId = userId, Currency = currency, OpenedAt = Now };

    private static List<Account> Accounts(int userId, string currency = "INR")
        => [.. Enum.GetValues<AccountKind>().Select(kind => new Account { UserId = userId, Kind = kind, Currency = currency })];
}
