using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Features;

public sealed class ZerodhaTests(BrokerFixture broker) : IClassFixture<BrokerFixture>
{
    private const string Init = "/broker/zerodha/init";
    private const string LoginUrl = "/broker/zerodha/login-url";
    private const string Callback = "/broker/zerodha/callback";
    private const string Portfolio = "/broker/zerodha/portfolio";
    private const string NotInitiated = "Login not initiated. Call /broker/zerodha/login-url first.";

    [Fact]
    public async Task Connection_FromKeysToPortfolioToDisconnected_IsTheContracts()
    {
        var user = broker.NewUser();
        (await broker.Process.PostAsync(Init, user, broker.Paper.ZerodhaKeys)).ShouldBe(200, """{"message":"Zerodha keys saved","status":"disconnected"}""");
        (await broker.Process.GetAsync(Portfolio, user)).ShouldSay(401, "Zerodha not connected.");
        (await broker.Process.ConnectZerodhaAsync(broker.Paper, user, user)).ShouldBe(200, """{"message":"Zerodha connected","status":"connected"}""");

        var portfolio = await broker.Process.GetAsync(Portfolio, user);
        portfolio.Status.ShouldBe(200, portfolio.Body);
        portfolio.Json.AsObject().Select(p => p.Key).ShouldBe(["profile", "holdings", "positions"], ignoreOrder: true);
        portfolio.Json["profile"]!["user_id"]!.GetValue<string>().ShouldBe($"PAPER{user:00}");
        portfolio.Json["holdings"]!.AsArray().Count.ShouldBe(3);

        (await broker.Process.PostAsync("/broker/zerodha/disconnect", user)).ShouldBe(200, """{"message":"Zerodha disconnected","status":"disconnected"}""");
        (await broker.Process.GetAsync(Portfolio, user)).ShouldSay(401, "Zerodha not connected.");
    }

    [Fact]
    public async Task Call_InAStateThatHasNone_SaysTheContractsWords()
    {
        var user = broker.NewUser();
        (await broker.Process.GetAsync(LoginUrl, user)).ShouldSay(400, "Zerodha keys missing. Call /broker/zerodha/init first.");
        (await broker.Process.PostAsync(Callback, user, """{"callback_url":"https://example.com/"}""")).ShouldSay(400, NotInitiated);
        await broker.Process.ConnectZerodhaAsync(broker.Paper, user, user);
        (await broker.Process.PostAsync(Callback, user, """{"callback_url":"https://example.com/"}""")).ShouldSay(400, NotInitiated);
    }

    [Theory]
    [InlineData("nonsense", "it is no absolute http or https URL without user and fragment.")]
    [InlineData("file:///etc/passwd", "it is no absolute http or https URL without user and fragment.")]
    [InlineData("http://user@HOST/kite/connect/done?request_token=a&state=STATE", "it is no absolute http or https URL without user and fragment.")]
    [InlineData("http://169.254.169.254/latest?request_token=a&state=STATE", "it is not at the redirect_uri of your keys.")]
    [InlineData("http://evil.example.com/kite/connect/done?request_token=a&state=STATE", "it is not at the redirect_uri of your keys.")]
    [InlineData("http://HOST/kite/connect/other?request_token=a&state=STATE", "it is not at the redirect_uri of your keys.")]
    [InlineData("http://HOST/kite/connect/done?status=error&request_token=a&state=STATE", "it says that the login did not succeed.")]
    [InlineData("http://HOST/kite/connect/done?state=STATE", "it has no request_token.")]
    [InlineData("http://HOST/kite/connect/done?request_token=a&request_token=b&state=STATE", "it has no request_token.")]
    [InlineData("http://HOST/kite/connect/done?request_token=a%0d%0ab&state=STATE", "it has no request_token.")]
    [InlineData("http://HOST/kite/connect/done?request_token=a", "it does not belong to the login that was started last.")]
    [InlineData("http://HOST/kite/connect/done?request_token=a&state=another", "it does not belong to the login that was started last.")]
    public async Task Callback_ThatIsNotOfThisLogin_IsRefusedAndTheLoginWaitsOn(string callback, string why)
    {
        var user = broker.NewUser();
        var (loginUrl, state) = await StartAsync(user);

        var url = callback.Replace("HOST", broker.Paper.Url.Authority, StringComparison.Ordinal).Replace("STATE", state, StringComparison.Ordinal);
        (await SendAsync(user, url)).ShouldSay(400, $"Invalid callback URL: {why}");

        (await SendAsync(user, await broker.Paper.LogInWithBrowserAsync(loginUrl, user))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Callback_OfAnotherUsersLogin_IsRefused()
    {
        var (victim, attacker) = (broker.NewUser(), broker.NewUser());
        await StartAsync(victim);
        var (loginUrl, _) = await StartAsync(attacker);
        var callback = await broker.Paper.LogInWithBrowserAsync(loginUrl, attacker);

        (await SendAsync(victim, callback)).ShouldSay(400, "Invalid callback URL: it does not belong to the login that was started last.");
    }

    [Fact]
    public async Task Callback_WithATokenTheBrokerRefuses_Disconnects()
    {
        var user = broker.NewUser();
        var (_, state) = await StartAsync(user);
        (await SendAsync(user, $"{broker.Paper.RedirectUri}?request_token=unknown&state={state}"))
            .ShouldSay(400, "Zerodha refused the log-in. Get a new login URL, and check the API key and secret.");
        (await SendAsync(user, $"{broker.Paper.RedirectUri}?request_token=unknown&state={state}")).ShouldSay(400, NotInitiated);
    }

    [Fact]
    public async Task Callback_TwiceAtOnce_OneWins()
    {
        var user = broker.NewUser();
        var (loginUrl, _) = await StartAsync(user);
        var callback = await broker.Paper.LogInWithBrowserAsync(loginUrl, user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(user, callback)));

        answers.Count(a => a.Status == 200).ShouldBe(1, string.Join('\n', answers.Select(a => a.Body)));
        (await broker.Process.GetAsync(Portfolio, user)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://example.com/#here")]
    [InlineData("https://example.com/?a=b")]
    public async Task RedirectUri_ThatIsNone_Is422(string redirectUri)
    {
        var body = new JsonObject { ["api_key"] = "k", ["api_secret"] = "s", ["redirect_uri"] = redirectUri };
        var answer = await broker.Process.PostAsync(Init, broker.NewUser(), body.ToJsonString());
        answer.Status.ShouldBe(422, answer.Body);
        answer.Json["detail"]![0]!["type"]!.GetValue<string>().ShouldBe("url_parsing");
    }

    private async Task<(string LoginUrl, string State)> StartAsync(int user)
    {
        await broker.Process.PostAsync(Init, user, broker.Paper.ZerodhaKeys);
        var answer = await broker.Process.GetAsync(LoginUrl, user);
        answer.Json["status"]!.GetValue<string>().ShouldBe("pending_login");
        var loginUrl = answer.Json["login_url"]!.GetValue<string>();
        return (loginUrl, Uri.UnescapeDataString(loginUrl).Split("state=")[1]);
    }

    private Task<BrokerAnswer> SendAsync(int user, string callback)
        => broker.Process.PostAsync(Callback, user, new JsonObject { ["callback_url"] = callback }.ToJsonString());
}
