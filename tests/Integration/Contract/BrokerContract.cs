using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>The trading frontend's contract below <c>/broker</c>, against the paper broker.</summary>
public abstract class BrokerContract : ContractTests
{
    private const string NotConnected = "Broker not connected. Login and complete 2FA first.";
    private const string RightOtp = $$"""{"otp":"{{PaperBrokerProcess.KotakOtp}}"}""";

    private readonly PaperBrokerProcess _paper;

    private protected BrokerContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
        => _paper = shared.Paper;

    [Fact]
    public async Task Kotak_FromInitToDisconnect_IsTheContracts()
    {
        var user = await Api.SignUpAsync();
        Says(await PostAsync(user, "/broker/kotak/login", PaperBrokerProcess.KotakLogin(1)), 400, "Broker keys not found. Call /broker/kotak/init first.");
        (await PostAsync(user, "/broker/kotak/init", PaperBrokerProcess.KotakKeys)).Status.ShouldBe(200);
        Says(await PostAsync(user, "/broker/kotak/2fa", RightOtp), 400, "Login not initiated or already connected.");
        (await PostAsync(user, "/broker/kotak/login", PaperBrokerProcess.KotakLogin(1))).Json!["status"]!.GetValue<string>().ShouldBe("pending_2fa");
        Says(await user.GetAsync("/broker/kotak/portfolio"), 401, NotConnected);
        (await PostAsync(user, "/broker/kotak/2fa", RightOtp)).Json!["status"]!.GetValue<string>().ShouldBe("connected");

        var portfolio = await user.GetAsync("/broker/kotak/portfolio");
        portfolio.Status.ShouldBe(200, portfolio.ToString());
        portfolio.Json!.AsObject().Select(p => p.Key).ShouldBe(["holdings", "positions", "limits"], ignoreOrder: true);

        (await PostAsync(user, "/broker/kotak/disconnect", null)).Json!["status"]!.GetValue<string>().ShouldBe("disconnected");
        Says(await user.GetAsync("/broker/kotak/portfolio"), 401, NotConnected);
    }

    [Fact]
    public async Task Kotak_WrongOneTimePassword_Disconnects()
    {
        var user = await Api.SignUpAsync();
        await PostAsync(user, "/broker/kotak/init", PaperBrokerProcess.KotakKeys);
        await PostAsync(user, "/broker/kotak/login", PaperBrokerProcess.KotakLogin(2));
        (await PostAsync(user, "/broker/kotak/2fa", """{"otp":"wrong"}""")).Status.ShouldBe(400);
        Says(await PostAsync(user, "/broker/kotak/2fa", RightOtp), 400, "Login not initiated or already connected.");
    }

    [Fact]
    public async Task Zerodha_FromInitToDisconnect_IsTheContracts()
    {
        var user = await Api.SignUpAsync();
        Says(await user.GetAsync("/broker/zerodha/login-url"), 400, "Zerodha keys missing. Call /broker/zerodha/init first.");
        (await PostAsync(user, "/broker/zerodha/init", _paper.ZerodhaKeys)).Status.ShouldBe(200);
        Says(await CallbackAsync(user, "https://example.com/?request_token=a"), 400, "Login not initiated. Call /broker/zerodha/login-url first.");
        Says(await user.GetAsync("/broker/zerodha/portfolio"), 401, "Zerodha not connected.");

        var loginUrl = (await user.GetAsync("/broker/zerodha/login-url")).Json!["login_url"]!.GetValue<string>();
        (await CallbackAsync(user, "https://example.com/?request_token=a")).Json!["detail"]!.GetValue<string>().ShouldStartWith("Invalid callback URL: ");
        (await CallbackAsync(user, await _paper.LogInWithBrowserAsync(loginUrl, 3))).Json!["status"]!.GetValue<string>().ShouldBe("connected");

        var portfolio = await user.GetAsync("/broker/zerodha/portfolio");
        portfolio.Status.ShouldBe(200, portfolio.ToString());
        portfolio.Json!.AsObject().Select(p => p.Key).ShouldBe(["profile", "holdings", "positions"], ignoreOrder: true);
        (await PostAsync(user, "/broker/zerodha/disconnect", null)).Status.ShouldBe(200);
        Says(await user.GetAsync("/broker/zerodha/portfolio"), 401, "Zerodha not connected.");
    }

    [Fact]
    public async Task Body_WithoutItsFields_Is422()
        => (await PostAsync(await Api.SignUpAsync(), "/broker/kotak/2fa", "{}"))
            .ShouldBe(422, """{"detail":[{"type":"missing","loc":["body","otp"],"msg":"Field required","input":null}]}""");

    [Fact]
    public Task Portfolio_AskedAgainAndAgain_IsAnsweredByEverySide() => ShouldComeFromEverySideAsync(user => user.GetAsync("/broker/kotak/portfolio"));

    private static Task<Answer> PostAsync(SignedInUser user, string path, string? json) => user.Api.PostAsync(path, json, user.Token);

    private static Task<Answer> CallbackAsync(SignedInUser user, string url)
        => PostAsync(user, "/broker/zerodha/callback", new JsonObject { ["callback_url"] = url }.ToJsonString());

    private static void Says(Answer answer, int status, string text) => answer.ShouldBe(status, new JsonObject { ["detail"] = text }.ToJsonString());
}

public sealed class BrokerContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : BrokerContract(shared, run, 0, output);

public sealed class BrokerContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : BrokerContract(shared, run, 100, output);

public sealed class BrokerContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : BrokerContract(shared, run, 50, output);

public sealed class BrokerContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : BrokerContract(shared, run, Flipping, output);
