using Monolith.Wallet.Ledger;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

/// <summary>What a frozen wallet answers on every route by which money moves, in the frontend's error shape.</summary>
public sealed class FrozenWalletTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    private const string Frozen = """{"detail":"Wallet is frozen"}""";

    [Fact]
    public async Task Routes_ByWhichMoneyMoves_Are403AndReadingIsNot()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        await wallet.Process.PostAsync("/wallet/add", user, """{"amount":10}""");
        await wallet.Process.PostAsync("/wallet/add", other, """{"amount":10}""");
        var hold = (string)(await wallet.Process.PostAsync("/wallet/holds", user, """{"amount":4}""")).Json["hold_id"]!;
        await SetAsync(user, freezes: true);

        foreach (var (path, body) in new[]
        {
            ("/wallet/add", """{"amount":1}"""), ("/wallet/withdraw", """{"amount":1}"""), ("/wallet/transfer", $$"""{"to_user_id":{{other}},"amount":1}"""),
            ("/wallet/holds", """{"amount":1}"""), ($"/wallet/holds/{hold}/capture", "{}"), ($"/wallet/holds/{hold}/release", "{}"),
        })
        {
            (await wallet.Process.PostAsync(path, user, body)).ShouldBe(403, Frozen);
        }

        (await wallet.Process.PostAsync("/wallet/transfer", other, $$"""{"to_user_id":{{user}},"amount":1}""")).ShouldBe(403, """{"detail":"Recipient cannot receive money"}""");
        (await wallet.Process.GetAsync("/wallet", user)).Body.ShouldStartWith("""{"balance":6.00,""");
        (await wallet.Process.GetAsync("/wallet/transactions", user)).Status.ShouldBe(200);

        await SetAsync(user, freezes: false);
        (await wallet.Process.PostAsync($"/wallet/holds/{hold}/release", user, "{}")).Status.ShouldBe(200);
        (await wallet.Process.PostAsync("/wallet/add", user, """{"amount":1}""")).Json["new_balance"]!.ToString().ShouldBe("11.00");
    }

    private Task SetAsync(int user, bool freezes)
        => wallet.Process.InScopeAsync((Freezer f) => f.SetAsync(new(user, freezes, "court order", By: 1, $"{Guid.NewGuid()}"), default));
}
