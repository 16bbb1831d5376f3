using Shouldly;
using Xunit;

namespace Monolith.Unit.Broker.Apis;

/// <summary>A broker that is slow, broken or gone, through the real one's faults. Each test has a process of its own: the breaker is a process's.</summary>
public sealed class FaultTests(BrokerFixture broker) : IClassFixture<BrokerFixture>, IAsyncLifetime
{
    private const string RightOtp = $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""";
    private const string Order = """{"symbol":"INFY","side":"BUY","quantity":1}""";

    private BrokerProcess _process = null!;

    public async Task InitializeAsync() => _process = await broker.StartAsync(("Broker:Kotak:TryTimeout", "00:00:00.500"), ("Broker:Kotak:Budget", "00:00:02"));

    public async Task DisposeAsync()
    {
        await broker.Paper.BreakAsync(null);
        await _process.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"delayMs":5000}""", 503, "Kotak does not answer. Try again later.")]
    [InlineData("""{"status":503}""", 503, "Kotak does not answer. Try again later.")]
    [InlineData("""{"status":429}""", 503, "Kotak does not answer. Try again later.")]
    [InlineData("""{"drop":true}""", 503, "Kotak does not answer. Try again later.")]
    [InlineData("""{"brokenJson":true}""", 502, "Kotak answered something that could not be understood. Try again later.")]
    [InlineData("""{"bytes":2000000}""", 503, "Kotak does not answer. Try again later.")]
    [InlineData("""{"status":302,"location":"http://127.0.0.1:1/"}""", 502, "Kotak answered something that could not be understood. Try again later.")]
    public async Task Portfolio_WhenTheBrokerFails_SaysSoAndStaysConnected(string fault, int status, string detail)
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync(fault);
        (await _process.GetAsync("/broker/kotak/portfolio", user)).ShouldSay(status, detail);
        await broker.Paper.BreakAsync(null);
        await using var other = await broker.StartAsync();
        (await other.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Portfolio_WhenOneTryFails_IsReadAgain()
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync("""{"path":"/holdings","drop":true,"times":1}""");
        (await _process.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Portfolio_WhenTheBrokerEndedTheSession_Disconnects()
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync("""{"path":"/holdings","status":401,"times":1}""");
        (await _process.GetAsync("/broker/kotak/portfolio", user)).ShouldSay(401, "Broker not connected. Login and complete 2FA first.");
        await broker.Paper.BreakAsync(null);
        (await _process.GetAsync("/broker/kotak/portfolio", user)).ShouldSay(401, "Broker not connected. Login and complete 2FA first.");
    }

    [Theory]
    [InlineData("""{"path":"/validate","status":503}""")]
    [InlineData("""{"path":"/validate","drop":true}""")]
    public async Task SecondStep_WhenTheBrokerFails_MayBeTriedAgain(string fault)
    {
        var user = broker.NewUser();
        await _process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await _process.PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(user));
        await broker.Paper.BreakAsync(fault);
        (await _process.PostAsync("/broker/kotak/2fa", user, RightOtp)).ShouldSay(503, "Kotak does not answer. Try again later.");
        await broker.Paper.BreakAsync(null);
        (await _process.PostAsync("/broker/kotak/2fa", user, RightOtp)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"path":"/place","drop":true,"afterWork":true}""")]
    [InlineData("""{"path":"/place","brokenJson":true}""")]
    public async Task Order_WhoseAnswerIsLost_IsSentOnceAndSaidToBeUncertain(string fault)
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync(fault);
        (await _process.PostAsync("/broker/kotak/orders", user, Order))
            .ShouldSay(503, "Kotak did not answer: the order may have been taken or not. Look at the orders before you repeat it.");
        await broker.Paper.BreakAsync(null);
        (await _process.GetAsync("/broker/kotak/orders", user)).Json.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Broker_ThatFailsAgainAndAgain_IsLeftAlone()
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync("""{"status":500}""");
        for (var i = 0; i < 6; i++)
        {
            (await _process.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(503);
        }

        await broker.Paper.BreakAsync(null);
        (await _process.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(503, "nothing is sent for a while");
        _process.Logs.Lines.ShouldContain(l => l.Message == "Most calls to Kotak fail: it is left alone for a while");
    }

    [Fact]
    public async Task Disconnect_WhenTheBrokerFails_Disconnects()
    {
        var user = await ConnectedAsync();
        await broker.Paper.BreakAsync("""{"drop":true}""");
        (await _process.PostAsync("/broker/kotak/disconnect", user)).Status.ShouldBe(200);
        (await _process.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Disconnect_WhileTheSecondStepIsUnderWay_Wins()
    {
        var user = broker.NewUser();
        await _process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await _process.PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(user));
        await broker.Paper.BreakAsync("""{"path":"/validate","delayMs":1000}""");
        var confirming = _process.PostAsync("/broker/kotak/2fa", user, RightOtp);
        await Eventually.BecomesTrueAsync(
            () => broker.Database.QueryAsync<bool>($"SELECT busy_until IS NOT NULL FROM broker.connections WHERE user_id = {user}"), TimeSpan.FromSeconds(10));

        (await _process.PostAsync("/broker/kotak/disconnect", user)).Status.ShouldBe(200);

        (await confirming).ShouldSay(409, "The connection was changed meanwhile. Log in again.");
        (await _process.GetAsync("/broker/kotak/portfolio", user)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Broker_NotConfigured_Is503AfterTheContractsRefusals()
    {
        const string NoKotak = "Kotak is not available here: 'Broker:Kotak:BaseUrl' is not configured.";
        const string NoZerodha = "Zerodha is not available here: 'Broker:Zerodha:BaseUrl' is not configured.";
        await using var without = await BrokerProcess.StartAsync(broker.Database.ConnectionString, paper: null, broker.Keys.Path);
        var user = broker.NewUser();
        (await LogInAsync()).ShouldSay(400, "Broker keys not found. Call /broker/kotak/init first.");
        (await without.PostAsync("/broker/kotak/2fa", user, RightOtp)).ShouldSay(400, "Login not initiated or already connected.");
        (await without.GetAsync("/broker/kotak/portfolio", user)).ShouldSay(401, "Broker not connected. Login and complete 2FA first.");
        (await without.GetAsync("/broker/zerodha/login-url", user)).ShouldSay(400, "Zerodha keys missing. Call /broker/zerodha/init first.");

        (await without.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys)).Status.ShouldBe(200);
        (await LogInAsync()).ShouldSay(503, NoKotak);
        (await LogInAsync()).ShouldSay(503, NoKotak);
        (await without.PostAsync("/broker/zerodha/init", user, broker.Paper.ZerodhaKeys)).Status.ShouldBe(200);
        (await without.GetAsync("/broker/zerodha/login-url", user)).ShouldSay(503, NoZerodha);

        Task<BrokerAnswer> LogInAsync() => without.PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(user));
    }

    [Fact]
    public async Task SecondStep_WhereTheBrokerIsNotConfigured_Is503AndGoesOnWhereItIs()
    {
        await using var without = await BrokerProcess.StartAsync(broker.Database.ConnectionString, paper: null, broker.Keys.Path);
        var user = broker.NewUser();
        await _process.PostAsync("/broker/kotak/init", user, PaperBrokerProcess.KotakKeys);
        await _process.PostAsync("/broker/kotak/login", user, PaperBrokerProcess.KotakLogin(user));
        (await without.PostAsync("/broker/kotak/2fa", user, RightOtp)).Status.ShouldBe(503);
        (await _process.PostAsync("/broker/kotak/2fa", user, RightOtp)).Status.ShouldBe(200);
    }

    private async Task<int> ConnectedAsync()
    {
        var user = broker.NewUser();
        (await broker.Process.ConnectKotakAsync(user, user)).Status.ShouldBe(200);
        return user;
    }
}
