using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Ledger;

public sealed class GeneralLedgerTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    [Fact]
    public async Task Post_FirstOfAUser_OpensTheWallet()
    {
        var user = wallet.NewUser();

        (await PostAsync(Posting.Add(user, 12.34m, "upi", "r1"))).Available.ShouldBe(12.34m);

        (await BalanceAsync(user)).ShouldSatisfyAllConditions(
            b => b.Available.ShouldBe(12.34m), b => b.Held.ShouldBe(0), b => b.Currency.ShouldBe("INR"), b => b.UpdatedAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task Balance_OfAWalletThatIsNotThere_ReadsAsEmpty()
        => (await BalanceAsync(wallet.NewUser())).ShouldSatisfyAllConditions(b => b.Available.ShouldBe(0), b => b.UpdatedAt.ShouldBeNull());

    [Fact]
    public async Task Post_Repeated_AnswersWhatItAnsweredTheFirstTime()
    {
        var user = wallet.NewUser();
        var first = await PostAsync(Posting.Add(user, 10, "upi", "same"));
        await PostAsync(Posting.Add(user, 5, "upi", "other"));

        (await PostAsync(Posting.Add(user, 10, "card", "same"))).ShouldBe(first);

        (await BalanceAsync(user)).Available.ShouldBe(15);
    }

    [Fact]
    public async Task Post_SameReferenceForAnotherAmount_IsRefused()
    {
        var user = wallet.NewUser();
        await PostAsync(Posting.Add(user, 10, "upi", "same"));

        (await RefusedAsync(Posting.Add(user, 11, "upi", "same"))).ShouldBe(LedgerErrors.ReferenceOfAnother);

        (await BalanceAsync(user)).Available.ShouldBe(10);
    }

    [Fact]
    public async Task Post_SameReferenceOfAnotherOperationOrUser_IsAnother()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        await PostAsync(Posting.Add(user, 10, "upi", "same"));
        await PostAsync(Posting.Withdraw(user, 4, null, "same"));
        await PostAsync(Posting.Add(other, 7, "upi", "same"));

        (await BalanceAsync(user)).Available.ShouldBe(6);
        (await BalanceAsync(other)).Available.ShouldBe(7);
    }

    [Fact]
    public async Task Transfer_SameReferenceForAnotherRecipient_IsRefused()
    {
        var (user, one, other) = (await WithAsync(10), await WithAsync(1), await WithAsync(1));
        await PostAsync(Posting.Transfer(user, one, 1, "same"));

        (await RefusedAsync(Posting.Transfer(user, other, 1, "same"))).ShouldBe(LedgerErrors.ReferenceOfAnother);
    }

    [Fact]
    public async Task Post_FiftyEqualAtOnce_IsBookedOnce()
    {
        var user = wallet.NewUser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(Posting.Add(user, 10, "upi", "same"))));

        answers.Distinct().ShouldHaveSingleItem();
        (await BalanceAsync(user)).Available.ShouldBe(10);
    }

    [Fact]
    public async Task Withdraw_FiftyAtOnce_NeverOverdraws()
    {
        var user = await WithAsync(10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => wallet.Process.PostAsync(Posting.Withdraw(user, 1, null, null))));

        answers.Count(a => a.Succeeded).ShouldBe(10);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Error == LedgerErrors.Insufficient);
        (await BalanceAsync(user)).Available.ShouldBe(0);
    }

    [Fact]
    public async Task Transfer_BothWaysAtOnce_EndsWithoutADeadlock()
    {
        var (one, other) = (await WithAsync(100), await WithAsync(100));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PostAsync(i % 2 == 0 ? Posting.Transfer(one, other, 1, null) : Posting.Transfer(other, one, 1, null))));

        (await BalanceAsync(one)).Available.ShouldBe(100);
        wallet.Process.Logs.Lines.ShouldNotContain(l => l.Message.Contains("met another transaction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transfer_ToAUserWithoutAWallet_IsRefusedAndOpensNone()
    {
        var (user, nobody) = (await WithAsync(10), wallet.NewUser());

        (await RefusedAsync(Posting.Transfer(user, nobody, 1, null))).ShouldBe(LedgerErrors.NoSuchRecipient);

        (await wallet.Database.QueryAsync<long>($"SELECT count(*) FROM wallet.wallets WHERE user_id = {nobody}")).ShouldBe(0);
    }

    [Fact]
    public async Task Settle_AHoldFromManySides_HappensOnce()
    {
        var user = await WithAsync(10);
        var hold = await HoldAsync(await PostAsync(Posting.Hold(user, 6, null)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => wallet.Process.PostAsync(i % 2 == 0 ? Posting.Capture(hold, 2) : Posting.Release(hold))));

        answers.Count(a => a.Succeeded).ShouldBe(10);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Error == LedgerErrors.HoldSettled);
        (await BalanceAsync(user)).ShouldSatisfyAllConditions(b => b.Held.ShouldBe(0), b => b.Available.ShouldBeOneOf(8, 10));
    }

    private async Task<int> WithAsync(decimal amount)
    {
        var user = wallet.NewUser();
        await PostAsync(Posting.Add(user, amount, "manual", null));
        return user;
    }

    private async Task<Posted> PostAsync(Posting posting)
    {
        var answer = await wallet.Process.PostAsync(posting);
        return answer.Succeeded ? answer.Value : throw new ShouldAssertException(answer.Error.Message);
    }

    private async Task<Error> RefusedAsync(Posting posting) => (await wallet.Process.PostAsync(posting)).Error.ShouldNotBeNull();

    private Task<WalletBalance> BalanceAsync(int user) => wallet.Process.InScopeAsync(async (Balances b) => (await b.ReadAsync([user], default))[0]);

    private Task<LedgerTransaction> HoldAsync(Posted hold) => wallet.Process.InScopeAsync((WalletDbContext d) => d.Transactions.AsNoTracking().SingleAsync(t => t.Id == hold.TransactionId));
}
