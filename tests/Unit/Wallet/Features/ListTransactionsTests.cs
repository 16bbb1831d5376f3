using Monolith.Wallet.Domain;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class ListTransactionsTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    [Fact]
    public async Task List_EmptyWallet_IsAnEmptyArray() => (await wallet.Process.GetAsync("/wallet/transactions", wallet.NewUser())).ShouldBe(200, "[]");

    [Fact]
    public async Task List_Movements_AreNewestFirstInTheContractsShape()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        foreach (var posting in (Posting[])[
            Posting.Add(user, 10, "upi", "r1"), Posting.Withdraw(user, 2.5m, "bank", null), Posting.Add(other, 1, "manual", null),
            Posting.Transfer(user, other, 3, "rent"), Posting.Hold(user, 1, null)])
        {
            (await wallet.Process.PostAsync(posting)).Succeeded.ShouldBeTrue();
        }

        var list = (await wallet.Process.GetAsync("/wallet/transactions", user)).Json.AsArray();

        list[0]!.AsObject().Select(p => p.Key).ShouldBe(["amount", "type", "method", "reference_id", "created_at"]);
        list.Select(t => $"{t!["amount"]!.ToJsonString()} {t["type"]} {t["method"]} {t["reference_id"]}")
            .ShouldBe(["-1.00 debit hold ", "-3.00 debit transfer rent", "-2.50 debit withdraw ", "10.00 credit upi r1"]);
        // The sender's name for it is not the recipient's business.
        (await wallet.Process.GetAsync("/wallet/transactions?limit=1", other)).Body.ShouldStartWith("""[{"amount":3.00,"type":"credit","method":"transfer","reference_id":null,""");
    }

    [Fact]
    public async Task List_InPages_IsWholeAndEnds()
    {
        var user = wallet.NewUser();
        for (var amount = 1; amount <= 7; amount++)
        {
            await wallet.Process.PostAsync(Posting.Add(user, amount, "manual", null));
        }

        var (seen, path) = (new List<decimal>(), "/wallet/transactions?limit=3");
        for (var pages = 0; path is not null && pages < 5; pages++)
        {
            var page = await wallet.Process.GetAsync(path, user);
            seen.AddRange(page.Json.AsArray().Select(t => t!["amount"]!.GetValue<decimal>()));
            path = page.Link?.Split('<', '>')[1];
        }

        seen.ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-1", 1)]
    [InlineData("1000000", 2)]
    public async Task List_LimitOutOfRange_IsTheNearest(string limit, int expected)
    {
        var user = wallet.NewUser();
        await wallet.Process.PostAsync(Posting.Add(user, 1, "manual", null));
        await wallet.Process.PostAsync(Posting.Add(user, 1, "manual", null));

        (await wallet.Process.GetAsync($"/wallet/transactions?limit={limit}", user)).Json.AsArray().Count.ShouldBe(expected);
    }
}
