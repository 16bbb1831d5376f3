using System.Globalization;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>The wallet's rows of the trading frontend's contract, and what the module adds to them in their style.</summary>
public abstract class WalletContract : ContractTests
{
    private const string Withdrawn = "Withdrawal request created (mock). Process via payout later.";
    private static readonly string[] OfAMovement = ["amount", "type", "method", "reference_id", "created_at"];

    private protected WalletContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task Wallet_OfANewUser_IsEmptyAndThenHoldsWhatWasAdded()
    {
        var user = await Api.SignUpToTradeAsync();
        var empty = (await user.GetAsync("/wallet")).Json!;
        empty.AsObject().Select(p => p.Key).ShouldBe(["balance", "updated_at"]);
        empty["balance"]!.ToJsonString().ShouldBe("0.00");
        DateTimeOffset.Parse(empty["updated_at"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (await user.GetAsync("/wallet/transactions")).ShouldBe(200, "[]");

        (await PostAsync(user, "add", """{"amount":25.5,"reference_id":"a"}""")).Body.ShouldBe("""{"message":"Funds added","new_balance":25.50}""");
        (await PostAsync(user, "withdraw", """{"amount":0.5,"destination":"upi"}""")).Body.ShouldBe($$"""{"message":"{{Withdrawn}}","new_balance":25.00}""");

        (await BalanceAsync(user)).ShouldBe("25.00");
        var movements = (await user.GetAsync("/wallet/transactions")).Json!.AsArray();
        movements.ShouldAllBe(m => m!.AsObject().Select(p => p.Key).SequenceEqual(OfAMovement));
        movements.Select(m => $"{m!["amount"]!.ToJsonString()} {m["type"]} {m["method"]} {m["reference_id"]}").ShouldBe(["-0.50 debit withdraw ", "25.50 credit manual a"]);
    }

    [Fact]
    public async Task Withdrawal_OfMoreThanThereIs_Is400AndBooksNothing()
    {
        var user = await FundedAsync(10);
        (await PostAsync(user, "withdraw", """{"amount":10.01}""")).ShouldBe(400, """{"detail":"Insufficient wallet balance"}""");
        (await PostAsync(user, "withdraw", """{"amount":10}""")).Body.ShouldBe($$"""{"message":"{{Withdrawn}}","new_balance":0.00}""");
    }

    [Theory]
    [InlineData("add")]
    [InlineData("withdraw")]
    public async Task Reference_SentAgain_IsBookedOnceAndWithAnotherAmountRefused(string operation)
    {
        var user = await FundedAsync(50);
        var first = await PostAsync(user, operation, """{"amount":1,"reference_id":"r"}""");
        first.Status.ShouldBe(200, first.ToString());
        for (var repeat = 0; repeat < 3; repeat++)
        {
            (await PostAsync(user, operation, """{"amount":1.00,"reference_id":"r"}""")).Body.ShouldBe(first.Body);
        }

        (await PostAsync(user, operation, """{"amount":2,"reference_id":"r"}""")).ShouldBe(409, """{"detail":"reference_id was already used for another amount or recipient"}""");
        (await user.GetAsync("/wallet/transactions")).Json!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("add", """{"amount":0}""", """{"detail":[{"type":"greater_than","loc":["body","amount"],"msg":"Input should be greater than 0","input":0}]}""")]
    [InlineData("withdraw", """{"amount":-1}""", """{"detail":[{"type":"greater_than","loc":["body","amount"],"msg":"Input should be greater than 0","input":-1}]}""")]
    [InlineData("add", "{}", """{"detail":[{"type":"missing","loc":["body","amount"],"msg":"Field required","input":null}]}""")]
    [InlineData("withdraw", "{", """{"detail":[{"type":"json_invalid","loc":["body"],"msg":"JSON decode error","input":{}}]}""")]
    public async Task Body_ThatDoesNotFit_Is422(string operation, string body, string expected)
        => (await PostAsync(await FundedAsync(5), operation, body)).ShouldBe(422, expected);

    [Fact]
    public async Task Transfer_ToAnotherUser_MovesTheMoneyOnce()
    {
        var (from, to) = (await FundedAsync(10), await FundedAsync(1));
        var body = $$"""{"to_user_id":{{to.Id}},"amount":4,"reference_id":"t"}""";
        (await PostAsync(from, "transfer", body)).Body.ShouldBe("""{"message":"Transfer completed","new_balance":6.00}""");
        (await PostAsync(from, "transfer", body)).Body.ShouldBe("""{"message":"Transfer completed","new_balance":6.00}""");

        (await BalanceAsync(to)).ShouldBe("5.00");
        (await PostAsync(from, "transfer", $$"""{"to_user_id":{{from.Id}},"amount":1}""")).ShouldBe(400, """{"detail":"Cannot transfer to yourself"}""");
        (await PostAsync(from, "transfer", """{"to_user_id":2000000000,"amount":1}""")).ShouldBe(404, """{"detail":"Recipient not found"}""");
    }

    [Fact]
    public async Task Hold_CapturedInPart_GivesTheRestBack()
    {
        var user = await FundedAsync(10);
        var held = await PostAsync(user, "holds", """{"amount":6}""");
        var hold = held.Json!["hold_id"]!.GetValue<string>();
        held.Body.ShouldBe($$"""{"message":"Funds held","hold_id":"{{hold}}","new_balance":4.00}""");
        (await user.GetAsync("/wallet/holds")).Json!.AsArray().ShouldHaveSingleItem()!["amount"]!.ToJsonString().ShouldBe("6.00");

        (await PostAsync(user, $"holds/{hold}/capture", """{"amount":5}""")).Body.ShouldBe("""{"message":"Hold captured","new_balance":5.00}""");
        (await PostAsync(user, $"holds/{hold}/release", null)).ShouldBe(409, """{"detail":"Hold was already captured or released"}""");
        (await PostAsync(user, $"holds/{Guid.NewGuid()}/release", null)).ShouldBe(404, """{"detail":"Hold not found"}""");
    }

    [Fact]
    public async Task Statement_OfMovements_IsCsv()
    {
        var answer = await (await FundedAsync(3)).GetAsync("/wallet/statement");
        answer.Status.ShouldBe(200, answer.ToString());
        answer.Header("content-type").ShouldBe("text/csv; charset=utf-8");
        answer.Body.Split("\r\n")[0].ShouldBe("number,date,description,reference_id,other_user_id,debit,credit,balance,currency");
        answer.Body.ShouldContain(",manual,,,,3.00,3.00,INR\r\n");
    }

    [Theory]
    [InlineData("GET", "/wallet")]
    [InlineData("POST", "/wallet/add")]
    [InlineData("POST", "/wallet/withdraw")]
    [InlineData("GET", "/wallet/transactions")]
    [InlineData("POST", "/wallet/transfer")]
    [InlineData("GET", "/wallet/statement")]
    public async Task Call_WithoutAUsableToken_Is401InTheContractsWords(string method, string path)
    {
        var (verb, body) = (new HttpMethod(method), method == "POST" ? "{" : null);
        (await Api.SendAsync(verb, path, null, body)).ShouldBe(401, """{"detail":"Not authenticated. Provide token in Authorization header or query parameter."}""");
        (await Api.SendAsync(verb, path, "nonsense", body)).ShouldBe(401, """{"detail":"Invalid token"}""");
        (await Api.SendAsync(verb, $"{path}?token=nonsense", null, body)).ShouldBe(401, """{"detail":"Invalid token"}""");
    }

    [Fact]
    public async Task Token_InTheQuery_IsTaken()
        => (await Api.GetAsync($"/wallet?token={(await FundedAsync(1)).Token}")).Json!["balance"]!.ToJsonString().ShouldBe("1.00");

    [Fact]
    public Task Wallet_AskedAgainAndAgain_IsAnsweredByEverySide() => ShouldComeFromEverySideAsync(user => user.GetAsync("/wallet"));

    private async Task<SignedInUser> FundedAsync(int amount)
    {
        var user = await Api.SignUpToTradeAsync();
        (await PostAsync(user, "add", new JsonObject { ["amount"] = amount }.ToJsonString())).Status.ShouldBe(200);
        return user;
    }

    private static async Task<string> BalanceAsync(SignedInUser user) => (await user.GetAsync("/wallet")).Json!["balance"]!.ToJsonString();

    private static Task<Answer> PostAsync(SignedInUser user, string operation, string? body) => user.Api.PostAsync($"/wallet/{operation}", body, user.Token);
}

public sealed class WalletContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : WalletContract(shared, run, 0, output);

public sealed class WalletContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : WalletContract(shared, run, 100, output);

public sealed class WalletContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : WalletContract(shared, run, 50, output);

public sealed class WalletContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : WalletContract(shared, run, Flipping, output);
