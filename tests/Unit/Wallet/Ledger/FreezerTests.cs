using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Results;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Data;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Ledger;

public sealed class FreezerTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    private const int Admin = 1;

    [Fact]
    public async Task Set_ThereAndBack_IsRememberedWithItsReasons()
    {
        var user = await WithAsync(10);
        (await SetAsync(user, freezes: true, "court order")).Succeeded.ShouldBeTrue();
        var since = await FrozenSinceAsync(user);
        (await SetAsync(user, freezes: true, "another one")).Succeeded.ShouldBeTrue();
        (await FrozenSinceAsync(user)).ShouldBe(since.ShouldNotBeNull());
        (await wallet.Process.PostAsync(Posting.Withdraw(user, 1, null, null))).Error.ShouldBe(LedgerErrors.Frozen);

        (await SetAsync(user, freezes: false, "lifted")).Succeeded.ShouldBeTrue();

        (await wallet.Process.PostAsync(Posting.Withdraw(user, 1, null, null))).Value!.Available.ShouldBe(9);
        (await ReasonsAsync(user)).ShouldBe(["court order", "another one", "lifted"]);
    }

    [Fact]
    public async Task Set_ThatComesAgainAfterTheOpposite_ChangesNothing()
    {
        var user = await WithAsync(10);
        var freeze = new FreezeOrder(user, Freezes: true, "a dispute", Admin, NewKey());
        (await SetAsync(freeze)).Succeeded.ShouldBeTrue();
        (await SetAsync(user, freezes: false, "it is over")).Succeeded.ShouldBeTrue();

        (await SetAsync(freeze)).Succeeded.ShouldBeTrue();

        (await FrozenSinceAsync(user)).ShouldBeNull();
        (await ReasonsAsync(user)).ShouldBe(["a dispute", "it is over"]);
    }

    [Fact]
    public async Task Set_ThatChangedNothingAndComesAgainLater_ChangesNothing()
    {
        var user = await WithAsync(10);
        var unfreeze = new FreezeOrder(user, Freezes: false, "just in case", Admin, NewKey());
        (await SetAsync(unfreeze)).Succeeded.ShouldBeTrue();
        (await SetAsync(user, freezes: true, "a dispute")).Succeeded.ShouldBeTrue();

        (await SetAsync(unfreeze)).Succeeded.ShouldBeTrue();

        (await FrozenSinceAsync(user)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Set_SameOrderFromManySides_IsOneDecision()
    {
        var order = new FreezeOrder(await WithAsync(10), Freezes: true, "a dispute", Admin, NewKey());

        (await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SetAsync(order)))).ShouldAllBe(r => r.Succeeded);

        (await ReasonsAsync(order.UserId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Set_KeyOfAnotherDecision_IsAConflict()
    {
        var order = new FreezeOrder(await WithAsync(10), Freezes: true, "a dispute", Admin, NewKey());
        (await SetAsync(order)).Succeeded.ShouldBeTrue();

        foreach (var other in new[] { order with { Freezes = false }, order with { Reason = "another" }, order with { By = 2 } })
        {
            var error = (await SetAsync(other)).Error.ShouldNotBeNull();
            (error.Code, error.Kind).ShouldBe((WalletErrors.KeyOfAnother, ErrorKind.Conflict));
        }

        (await FrozenSinceAsync(order.UserId)).ShouldNotBeNull();
        (await SetAsync(order with { UserId = await WithAsync(1), Reason = "somebody else's" })).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Set_AmongPostings_LetsNoneThroughThatCommitsAfterIt()
    {
        var (user, other) = (await WithAsync(1000), await WithAsync(1000));
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var payments = Enumerable.Range(0, 4).Select(async i =>
        {
            while (!stop.IsCancellationRequested)
            {
                await wallet.Process.PostAsync(i % 2 == 0 ? Posting.Transfer(user, other, 1, null) : Posting.Transfer(other, user, 1, null));
            }
        }).ToList();
        await Eventually.BecomesAsync(async () => await EntriesAsync(user) > 20, expected: true);

        (await SetAsync(user, freezes: true, "court order")).Succeeded.ShouldBeTrue();
        var frozen = await EntriesAsync(user);
        for (var i = 0; i < 20; i++)
        {
            (await wallet.Process.PostAsync(Posting.Transfer(other, user, 1, null))).Error.ShouldBe(LedgerErrors.RecipientFrozen);
        }

        await stop.CancelAsync();
        await Task.WhenAll(payments);
        (await EntriesAsync(user)).ShouldBe(frozen);
    }

    [Fact]
    public async Task Repeat_OfWhatWasBookedBefore_IsAnsweredAsItWas()
    {
        var user = wallet.NewUser();
        var posting = Posting.Add(user, 10, "manual", "the first");
        (await wallet.Process.PostAsync(posting)).Value!.Available.ShouldBe(10);
        await SetAsync(user, freezes: true, "court order");

        (await wallet.Process.PostAsync(posting)).Value!.Available.ShouldBe(10);
        (await wallet.Process.PostAsync(Posting.Add(user, 10, "manual", "the second"))).Error.ShouldBe(LedgerErrors.Frozen);
    }

    [Theory]
    [InlineData("", "key", WalletErrors.BadReason)]
    [InlineData(" ", "key", WalletErrors.BadReason)]
    [InlineData(null, "key", WalletErrors.BadReason)]
    [InlineData("501", "key", WalletErrors.BadReason)]
    [InlineData("a dispute", "", WalletErrors.BadKey)]
    [InlineData("a dispute", null, WalletErrors.BadKey)]
    [InlineData("a dispute", "101", WalletErrors.BadKey)]
    public async Task Set_WithoutAReasonOrAKey_IsRefused(string? reason, string? key, string code)
    {
        var order = new FreezeOrder(wallet.NewUser(), Freezes: true, reason == "501" ? new('x', 501) : reason, Admin, key == "101" ? new('x', 101) : key);

        (await SetAsync(order)).Error!.Code.ShouldBe(code);

        (await FrozenSinceAsync(order.UserId)).ShouldBeNull();
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private async Task<int> WithAsync(decimal amount)
    {
        var user = wallet.NewUser();
        (await wallet.Process.PostAsync(Posting.Add(user, amount, "manual", null))).Succeeded.ShouldBeTrue();
        return user;
    }

    private Task<Result<MediatR.Unit>> SetAsync(int user, bool freezes, string reason) => SetAsync(new(user, freezes, reason, Admin, NewKey()));

    private Task<Result<MediatR.Unit>> SetAsync(FreezeOrder order) => wallet.Process.InScopeAsync((Freezer f) => f.SetAsync(order, default));

    private Task<DateTimeOffset?> FrozenSinceAsync(int user) => wallet.Process.InScopeAsync(async (Balances b) => (await b.ReadAsync([user], default))[0].FrozenSince);

    private Task<long> EntriesAsync(int user) => wallet.Database.QueryAsync<long>($"SELECT count(*) FROM wallet.entries WHERE user_id = {user}");

    private Task<List<string>> ReasonsAsync(int user)
        => wallet.Process.InScopeAsync((WalletDbContext d) => d.FreezeChanges.Where(f => f.UserId == user).OrderBy(f => f.DecidedAt).Select(f => f.Reason).ToListAsync());
}
