using Shouldly;
using Xunit;

namespace Monolith.Unit.Wallet.Features;

/// <summary>The rows of the frozen contract that are the wallet's, and its transfers.</summary>
public sealed class FundsTests(WalletFixture wallet) : IClassFixture<WalletFixture>
{
    [Fact]
    public async Task Read_NobodysFirstLook_IsAnEmptyWallet()
    {
        var answer = await wallet.Process.GetAsync("/wallet", wallet.NewUser());

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldStartWith("""{"balance":0.00,"updated_at":"20""");
    }

    [Fact]
    public async Task AddAndWithdraw_Answer_TheContractsTexts()
    {
        var user = wallet.NewUser();

        (await PostAsync(user, "add", """{"amount":100.5}""")).ShouldBe(200, """{"message":"Funds added","new_balance":100.50}""");
        (await PostAsync(user, "withdraw", """{"amount":"0.75","destination":"bank"}"""))
            .ShouldBe(200, """{"message":"Withdrawal request created (mock). Process via payout later.","new_balance":99.75}""");
        (await PostAsync(user, "withdraw", """{"amount":99.76}""")).ShouldBe(400, """{"detail":"Insufficient wallet balance"}""");
        (await wallet.Process.GetAsync("/wallet", user)).Body.ShouldStartWith("""{"balance":99.75,""");
    }

    [Theory]
    [InlineData("""{"amount":0}""", "greater_than", "amount", "Input should be greater than 0", "0")]
    [InlineData("""{"amount":-5}""", "greater_than", "amount", "Input should be greater than 0", "-5")]
    [InlineData("""{"amount":10000000.01}""", "less_than_equal", "amount", "Input should be less than or equal to 10000000", "10000000.01")]
    [InlineData("""{"amount":0.001}""", "decimal_max_places", "amount", "Decimal input should have no more than 2 decimal places", "0.001")]
    [InlineData("{}", "missing", "amount", "Field required", "null")]
    [InlineData("""{"amount":null}""", "missing", "amount", "Field required", "null")]
    [InlineData("""{"amount":"x"}""", "float_parsing", "amount", "Input should be a valid number, unable to parse string as a number", "null")]
    [InlineData("""{"amount":1e999}""", "float_parsing", "amount", "Input should be a valid number, unable to parse string as a number", "null")]
    [InlineData("""{"amount":5,"reference_id":7}""", "string_type", "reference_id", "Input should be a valid string", "null")]
    [InlineData("""{"amount":5,"reference_id":"a\u0000b"}""", "string_control_characters", "reference_id", "String should not contain control characters", "\"a\\u0000b\"")]
    public async Task Post_BadBody_IsPydanticsError(string body, string type, string field, string text, string input)
    {
        foreach (var action in (string[])["add", "withdraw"])
        {
            (await PostAsync(wallet.NewUser(), action, body)).ShouldBe(422, $$"""{"detail":[{"type":"{{type}}","loc":["body","{{field}}"],"msg":"{{text}}","input":{{input}}}]}""");
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Post_NoObject_Is422(string body) => (await PostAsync(wallet.NewUser(), "add", body)).Status.ShouldBe(422);

    [Fact]
    public async Task Post_TextThatIsTooLong_IsRefused()
    {
        var user = wallet.NewUser();
        foreach (var (action, field, most) in ((string, string, int)[])[("add", "reference_id", 100), ("add", "method", 50), ("withdraw", "destination", 200), ("transfer", "reference_id", 100)])
        {
            var answer = await PostAsync(user, action, $$"""{"amount":1,"to_user_id":1,"{{field}}":"{{new string('x', most + 1)}}"}""");
            answer.Status.ShouldBe(422, answer.Body);
            answer.Body.ShouldContain($"String should have at most {most} characters");
        }
    }

    [Fact]
    public async Task Reference_Repeated_AnswersTheFirstTime_AndAnotherAmount409()
    {
        var user = wallet.NewUser();
        (await PostAsync(user, "add", """{"amount":10,"reference_id":"r"}""")).Status.ShouldBe(200);
        (await PostAsync(user, "add", """{"amount":1}""")).Status.ShouldBe(200);

        (await PostAsync(user, "add", """{"amount":10.00,"reference_id":"r"}""")).ShouldBe(200, """{"message":"Funds added","new_balance":10.00}""");
        (await PostAsync(user, "add", """{"amount":11,"reference_id":"r"}""")).ShouldBe(409, """{"detail":"reference_id was already used for another amount or recipient"}""");
        (await wallet.Process.GetAsync("/wallet", user)).Body.ShouldStartWith("""{"balance":11.00,""");
    }

    [Fact]
    public async Task IdempotencyKey_AndReference_WorkTogether()
    {
        var (user, key) = (wallet.NewUser(), Guid.NewGuid().ToString());
        var body = """{"amount":10,"reference_id":"r"}""";
        var first = await wallet.Process.SendAsync(HttpMethod.Post, "/wallet/add", user, body, key);

        (await wallet.Process.SendAsync(HttpMethod.Post, "/wallet/add", user, body, key)).Body.ShouldBe(first.Body);
        (await wallet.Process.SendAsync(HttpMethod.Post, "/wallet/add", user, body, Guid.NewGuid().ToString())).Body.ShouldBe(first.Body);
        (await PostAsync(user, "add", body)).Body.ShouldBe(first.Body);
        (await wallet.Process.GetAsync("/wallet", user)).Body.ShouldStartWith("""{"balance":10.00,""");
    }

    [Fact]
    public async Task Transfer_ToAnotherUser_MovesTheMoney()
    {
        var (user, other) = (wallet.NewUser(), wallet.NewUser());
        await PostAsync(user, "add", """{"amount":10}""");
        await PostAsync(other, "add", """{"amount":1}""");

        (await PostAsync(user, "transfer", $$"""{"to_user_id":{{other}},"amount":4,"reference_id":"rent"}""")).ShouldBe(200, """{"message":"Transfer completed","new_balance":6.00}""");

        (await wallet.Process.GetAsync("/wallet", other)).Body.ShouldStartWith("""{"balance":5.00,""");
        (await PostAsync(user, "transfer", $$"""{"to_user_id":{{user}},"amount":4}""")).ShouldBe(400, """{"detail":"Cannot transfer to yourself"}""");
        (await PostAsync(user, "transfer", """{"amount":4}""")).Status.ShouldBe(422);
    }

    private Task<WalletAnswer> PostAsync(int user, string action, string body) => wallet.Process.PostAsync($"/wallet/{action}", user, body);
}
