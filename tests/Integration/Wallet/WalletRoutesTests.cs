using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Wallet;

/// <summary>The wallet's rows of the frozen contract as the Host serves them: with its edge, its tokens and its users.</summary>
public sealed class WalletRoutesTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Fact]
    public async Task Wallet_OfANewUser_CanBeReadAndUsedAtOnce()
    {
        var user = await Api.SignUpAsync();

        (await user.GetAsync("/wallet")).Body.ShouldStartWith("""{"balance":0.00,"updated_at":""");
        (await Api.PostAsync("/wallet/add", """{"amount":25.5,"method":"upi","reference_id":"r1"}""", user.Token)).Body.ShouldBe("""{"message":"Funds added","new_balance":25.50}""");
        (await Api.PostAsync("/wallet/withdraw", """{"amount":30}""", user.Token)).ShouldBe(400, """{"detail":"Insufficient wallet balance"}""");
        (await Api.PostAsync("/wallet/add", """{"amount":-1}""", user.Token))
            .ShouldBe(422, """{"detail":[{"type":"greater_than","loc":["body","amount"],"msg":"Input should be greater than 0","input":-1}]}""");
        (await user.GetAsync("/wallet/transactions")).Json!.AsArray().ShouldHaveSingleItem()!["reference_id"]!.GetValue<string>().ShouldBe("r1");
    }

    [Fact]
    public async Task Token_InTheQuery_IsTaken()
    {
        var user = await Api.SignUpAsync();

        (await Api.GetAsync($"/wallet?token={user.Token}")).Status.ShouldBe(200);
        (await Api.GetAsync("/wallet?token=x")).ShouldBe(401, """{"detail":"Invalid token"}""");
        Environment.Host.Output.ToString().ShouldNotContain(user.Token);
    }

    [Fact]
    public async Task Origin_Any_MayReadTheAnswer()
        => (await Api.GetAsync("/wallet")).ShouldBe(401, """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""")
            .Header("access-control-allow-origin").ShouldBe("*");
}
