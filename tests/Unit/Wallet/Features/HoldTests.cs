using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

public sealed class HoldTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    [Fact]
    public async Task Hold_ThenCaptureAPart_PaysItOutAndGivesTheRestBack()
    {
        var (user, hold) = await HeldAsync(8);
        (await wallet.Process.GetAsync("/wallet/holds", user)).Json.AsArray().ShouldHaveSingleItem()!["hold_id"]!.GetValue<string>().ShouldBe(hold);

        (await PostAsync(user, $"{hold}/capture", """{"amount":3}""")).ShouldBe(200, """{"message":"Hold captured","new_balance":7.00}""");

        (await PostAsync(user, $"{hold}/capture", """{"amount":3}""")).ShouldBe(200, """{"message":"Hold captured","new_balance":7.00}""");
        (await PostAsync(user, $"{hold}/capture", """{"amount":4}""")).ShouldBe(409, """{"detail":"Hold was already captured or released"}""");
        (await PostAsync(user, $"{hold}/release", null)).Status.ShouldBe(409);
        (await wallet.Process.GetAsync("/wallet/holds", user)).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task Capture_WithoutABody_TakesAllOfIt()
    {
        var (user, hold) = await HeldAsync(8);

        (await PostAsync(user, $"{hold}/capture", null)).ShouldBe(200, """{"message":"Hold captured","new_balance":2.00}""");
    }

    [Fact]
    public async Task Release_GivesAllBack()
    {
        var (user, hold) = await HeldAsync(8);

        (await PostAsync(user, $"{hold}/release", null)).ShouldBe(200, """{"message":"Hold released","new_balance":10.00}""");
    }

    [Fact]
    public async Task Hold_MoreThanThereIs_IsRefused()
    {
        var (user, _) = await HeldAsync(8);

        (await wallet.Process.PostAsync("/wallet/holds", user, """{"amount":2.01}""")).ShouldBe(400, """{"detail":"Insufficient wallet balance"}""");
        (await wallet.Process.PostAsync("/wallet/holds", user, "{}")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Capture_MoreThanWasHeld_IsRefused()
    {
        var (user, hold) = await HeldAsync(8);

        (await PostAsync(user, $"{hold}/capture", """{"amount":8.01}""")).ShouldBe(400, """{"detail":"Amount exceeds the hold"}""");
        (await PostAsync(user, $"{hold}/capture", """{"amount":0}""")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Settle_AnotherUsersHold_IsNotFound()
    {
        var (_, hold) = await HeldAsync(8);
        var stranger = wallet.NewUser();

        (await PostAsync(stranger, $"{hold}/capture", null)).ShouldBe(404, """{"detail":"Hold not found"}""");
        (await PostAsync(stranger, $"{hold}/release", null)).ShouldBe(404, """{"detail":"Hold not found"}""");
        (await wallet.Process.GetAsync("/wallet/holds", stranger)).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task Settle_ATransactionThatIsNoHold_IsNotFound()
    {
        var user = wallet.NewUser();
        var added = await wallet.Process.PostAsync(Monolith.Wallet.Domain.Posting.Add(user, 5, "manual", null));

        (await PostAsync(user, $"{added.Value!.TransactionId}/release", null)).Status.ShouldBe(404);
    }

    private async Task<(int User, string Hold)> HeldAsync(decimal amount)
    {
        var user = wallet.NewUser();
        await wallet.Process.PostAsync("/wallet/add", user, """{"amount":10}""");
        var held = await wallet.Process.PostAsync("/wallet/holds", user, $$"""{"amount":{{amount}},"reference_id":"order"}""");
        held.Status.ShouldBe(200, held.Body);
        return (user, held.Json["hold_id"]!.GetValue<string>());
    }

    private Task<WalletAnswer> PostAsync(int user, string action, string? body) => wallet.Process.PostAsync($"/wallet/holds/{action}", user, body);
}
