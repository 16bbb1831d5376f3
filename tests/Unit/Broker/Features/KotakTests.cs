using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Features;

public sealed class KotakTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    private const string Login = "/broker/kotak/login";
    private const string Second = "/broker/kotak/2fa";
    private const string Portfolio = "/broker/kotak/portfolio";
    private const string RightOtp = $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""";
    private const string NotConnected = "Broker not connected. Login and complete 2FA first.";
    private const string NotInitiated = "Login not initiated or already connected.";

    [Fact]
    public async Task Connection_FromKeysToPortfolioToDisconnected_IsTheContracts()
    {
        var user = broker.NewUser();
        (await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys)).ShouldBe(200, """{"message":"Kotak keys saved","status":"disconnected"}""");
        (await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user))).ShouldBe(200, """{"message":"OTP sent. Complete 2FA.","status":"pending_2fa"}""");
        (await broker.Process.GetAsync(Portfolio, user)).ShouldSay(401, NotConnected);
        (await broker.Process.PostAsync(Second, user, RightOtp)).ShouldBe(200, """{"message":"Kotak connected","status":"connected"}""");

        var portfolio = await broker.Process.GetAsync(Portfolio, user);
        portfolio.Status.ShouldBe(200, portfolio.Body);
        portfolio.Json.AsObject().Select(p => p.Key).ShouldBe(["holdings", "positions", "limits"], ignoreOrder: true);
        portfolio.Json["holdings"]!.AsArray().Count.ShouldBe(3);
        portfolio.Json["holdings"]![0]!["displaySymbol"]!.GetValue<string>().ShouldNotBeEmpty();
        portfolio.Json["limits"]!["Net"]!.GetValue<string>().ShouldBe("1000000.00");

        (await broker.Process.PostAsync("/broker/kotak/disconnect", user)).ShouldBe(200, """{"message":"Kotak disconnected","status":"disconnected"}""");
        (await broker.Process.GetAsync(Portfolio, user)).ShouldSay(401, NotConnected);
    }

    [Fact]
    public async Task Call_InAStateThatHasNone_SaysTheContractsWords()
    {
        var user = broker.NewUser();
        (await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user))).ShouldSay(400, "Broker keys not found. Call /broker/kotak/init first.");
        (await broker.Process.PostAsync(Second, user, RightOtp)).ShouldSay(400, NotInitiated);
        (await broker.Process.GetAsync(Portfolio, user)).ShouldSay(401, NotConnected);
        (await broker.Process.PostAsync("/broker/kotak/disconnect", user)).Status.ShouldBe(200);
        await broker.Process.ConnectKotakAsync(user, user);
        (await broker.Process.PostAsync(Second, user, RightOtp)).ShouldSay(400, NotInitiated);
        (await broker.Process.GetAsync(Portfolio, user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task SecondStep_WrongPassword_DisconnectsAndNeedsANewLogin()
    {
        var user = broker.NewUser();
        await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user));
        (await broker.Process.PostAsync(Second, user, """{"otp":"000000"}""")).ShouldSay(400, "Kotak refused the one-time password. Log in again.");
        (await broker.Process.PostAsync(Second, user, RightOtp)).ShouldSay(400, NotInitiated);
    }

    [Theory]
    [InlineData("paperkotakkey", "wrong", "+919000000001", "Paper@123", "Kotak refused the consumer key and secret. Check them and send them to /broker/kotak/init again.")]
    [InlineData("paperkotakkey", "paperkotaksecret", "+919000000001", "wrong", "Kotak refused the mobile number or the password.")]
    [InlineData("paperkotakkey", "paperkotaksecret", "+10", "Paper@123", "Kotak refused the mobile number or the password.")]
    public async Task Login_TheBrokerRefuses_SaysWhatToChange(string key, string secret, string mobile, string password, string detail)
    {
        var user = broker.NewUser();
        await broker.Process.PostAsync("/broker/kotak/init", user, new JsonObject { ["consumer_key"] = key, ["consumer_secret"] = secret }.ToJsonString());
        (await broker.Process.PostAsync(Login, user, new JsonObject { ["mobile_number"] = mobile, ["password"] = password }.ToJsonString())).ShouldSay(400, detail);
        (await broker.Process.PostAsync(Second, user, RightOtp)).ShouldSay(400, NotInitiated);
    }

    [Fact]
    public async Task Login_RefusedTooOften_IsNotSentAnyMore()
    {
        var user = broker.NewUser();
        await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        for (var i = 0; i < 5; i++)
        {
            (await broker.Process.PostAsync(Login, user, """{"mobile_number":"+10","password":"x"}""")).Status.ShouldBe(400);
        }

        (await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user))).ShouldSay(429, "Kotak refused too often. Try again in 15 minutes.");
    }

    [Fact]
    public async Task Login_OnOneProcessAndSecondStepOnAnother_Connect()
    {
        var user = broker.NewUser();
        await using var other = await broker.StartAsync();
        await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user));
        (await other.PostAsync(Second, user, RightOtp)).Status.ShouldBe(200);
        (await broker.Process.GetAsync(Portfolio, user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task SecondStep_ManyAtOnceOnTwoProcesses_OneWins()
    {
        var user = broker.NewUser();
        await using var other = await broker.StartAsync();
        await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? broker.Process : other).PostAsync(Second, user, RightOtp)));

        answers.Count(a => a.Status == 200).ShouldBe(1, string.Join('\n', answers.Select(a => a.Body)));
        answers.Where(a => a.Status != 200).ShouldAllBe(a => a.Status == 400 && a.Detail == NotInitiated);
        (await broker.Process.GetAsync(Portfolio, user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task SecondStep_OfAnotherUser_IsNotInitiated()
    {
        var (user, other) = (broker.NewUser(), broker.NewUser());
        await broker.Process.PostAsync("/broker/kotak/init", other, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await broker.Process.PostAsync(Login, user, PaperBrokerProcess.KotakLogin(user));
        (await broker.Process.PostAsync(Second, other, $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}","user_id":{{user}}}""")).ShouldSay(400, NotInitiated);
        (await broker.Process.PostAsync(Second, user, RightOtp)).Status.ShouldBe(200);
        (await broker.Process.GetAsync($"{Portfolio}?user_id={user}", other)).ShouldSay(401, NotConnected);
        (await broker.Process.PostAsync("/broker/kotak/disconnect", other)).Status.ShouldBe(200);
        (await broker.Process.GetAsync(Portfolio, user)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/broker/kotak/init", "{}", "consumer_key,consumer_secret")]
    [InlineData("/broker/kotak/init", """{"consumer_key":"a b","consumer_secret":""}""", "consumer_key,consumer_secret")]
    [InlineData("/broker/kotak/login", """{"mobile_number":"1"}""", "password")]
    [InlineData("/broker/kotak/2fa", """{"otp":""}""", "otp")]
    public async Task Body_ThatDoesNotFit_Is422AndRepeatsNothing(string path, string body, string fields)
    {
        var answer = await broker.Process.PostAsync(path, broker.NewUser(), body);
        answer.Status.ShouldBe(422);
        var errors = answer.Json["detail"]!.AsArray();
        string.Join(',', errors.Select(e => e!["loc"]![1]!.GetValue<string>())).ShouldBe(fields);
        errors.ShouldAllBe(e => e!["input"] == null);
    }
}
