using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

/// <summary>The trading frontend's contract as far as accounts and profiles go.</summary>
public abstract class TradingAccountContract : ContractTests
{
    private const string NotAuthenticated = "Not authenticated. Provide token in Authorization header or query parameter.";

    private readonly int? _percent;

    private protected TradingAccountContract(SharedEnvironment shared, ContractRun run, int? percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
        => _percent = percent;

    [Fact]
    public async Task Account_FromSignupToProfile_IsTheContracts()
    {
        var name = NewName();
        var signup = await SignupAsync(name, "mobile", "+91 98");
        signup.ShouldBe(200, $$"""{"message":"Signup successful","user_id":{{signup.Json!["user_id"]}}}""");
        var login = await LoginAsync(name);
        login.ShouldBe(200, $$"""{"access_token":"{{login.Json!["access_token"]}}","token_type":"bearer","role":"user"}""");
        var token = login.Json["access_token"]!.GetValue<string>();

        (await Api.GetAsync("/profile", token)).ShouldBe(200, $$"""{"username":"{{name}}","email":"{{name}}@example.com","mobile":"+91 98","full_name":"","bio":""}""");
        (await Api.SendAsync(HttpMethod.Put, "/profile", token, """{"full_name":"Ana","role":"admin"}""")).ShouldBe(200, """{"message":"Profile updated successfully"}""");
        (await Api.GetAsync($"/profile?token={token}")).ShouldBe(200, $$"""{"username":"{{name}}","email":"{{name}}@example.com","mobile":"+91 98","full_name":"Ana","bio":""}""");
        (await Api.GetAsync("/api/favorites", token)).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task Signup_NameOrAddressTaken_Is400()
    {
        var name = NewName();
        await SignupAsync(name);
        Says(await SignupAsync(name), 400, "Username or Email already exists");
        Says(await SignupAsync(NewName(), "email", $"{name}@EXAMPLE.com"), 400, "Username or Email already exists");
    }

    [Fact]
    public async Task Signup_AsAnAdmin_MakesAUser()
    {
        var name = NewName();
        await SignupAsync(name, "role", "admin");
        (await LoginAsync(name)).Json!["role"]!.GetValue<string>().ShouldBe("user");
    }

    [Fact]
    public async Task Login_WrongNameOrPassword_Is401()
    {
        var name = NewName();
        await SignupAsync(name);
        Says(await LoginAsync(name, "wrong password"), 401, "Invalid username or password");
        Says(await LoginAsync(NewName()), 401, "Invalid username or password");
    }

    [Theory]
    [InlineData("/login", """{"username":"a"}""", """{"detail":[{"type":"missing","loc":["body","password"],"msg":"Field required","input":null}]}""")]
    [InlineData("/login", "{", """{"detail":[{"type":"json_invalid","loc":["body"],"msg":"JSON decode error","input":{}}]}""")]
    [InlineData("/signup", """{"username":"a","email":"a","password":"secret1"}""", """{"detail":[{"type":"value_error","loc":["body","email"],"msg":"value is not a valid email address","input":"a"}]}""")]
    public async Task Body_ThatDoesNotFit_Is422(string path, string body, string expected) => (await Api.PostAsync(path, body)).ShouldBe(422, expected);

    [Fact]
    public async Task Profile_WithoutAUsableToken_Is401InTheContractsWords()
    {
        Says(await Api.GetAsync("/profile"), 401, NotAuthenticated);
        Says(await Api.GetAsync("/profile", "nonsense"), 401, "Invalid token");
        Says(await Api.GetAsync("/profile?token=nonsense"), 401, "Invalid token");
    }

    [Fact]
    public async Task QueryToken_OutsideTheTradingContract_IsNoToken()
    {
        var user = await Api.SignUpAsync();
        (await Api.GetAsync($"/api/favorites?token={user.Token}")).ShouldSay(401, "Unauthenticated.");
    }

    [Fact]
    public async Task QueryToken_Sent_ReachesBothSidesAndNobodysLog()
    {
        var user = await Api.SignUpAsync();
        // A log-in with a token is a user's, and goes to the user's side.
        Api.Answered = null;
        var positions = Environment.LogPositions();
        (await Api.GetAsync($"/profile?token={user.Token}")).Status.ShouldBe(200);
        (await Api.PostAsync($"/login?token={user.Token}", """{"username":"nobody-at-all","password":"a secret of somebody"}""")).Status.ShouldBe(401);

        await Eventually.BecomesTrueAsync(() => Task.FromResult(LoginsOf(user.Id) >= (_percent == 100 ? 2 : 1)), TimeSpan.FromSeconds(10));

        var log = Environment.LogSince(positions, int.MaxValue);
        foreach (var secret in (string[])[user.Token, "nobody-at-all", "a secret of somebody"])
        {
            log.ShouldNotContain(secret);
        }

        // The access lines of the Host and, where it was forwarded, of the service: both know whose token it was.
        int LoginsOf(int id) => Environment.LogSince(positions, int.MaxValue).Split('\n')
            .Count(line => line.Contains("POST /login 401", StringComparison.Ordinal) && line.Contains($"\"UserId\":{id}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/signup")]
    [InlineData("POST", "/login")]
    [InlineData("PUT", "/profile")]
    public async Task Preflight_OfTheFrontend_Allows(string method, string path)
    {
        var answer = await Api.SendAsync(
            HttpMethod.Options, path, null, null, ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type"));
        answer.Status.ShouldBe(204, answer.ToString());
        answer.Header("access-control-allow-origin").ShouldBe("*");
        (await Api.GetAsync("/profile")).Header("access-control-allow-origin").ShouldBe("*");
    }

    [Fact]
    public async Task ProfileAndSessions_AskedAgainAndAgain_AreAnsweredByEverySide()
    {
        await ShouldComeFromEverySideAsync(user => user.GetAsync("/profile"));
        await ShouldComeFromEverySideAsync(user => user.GetAsync("/api/auth/sessions"));
    }

    [Fact]
    public async Task Root_AskedByTheFrontend_Greets()
        => (await Api.GetAsync("/")).Json!["message"]!.GetValue<string>().ShouldBe("BudhiTrade API is running!");

    private Task<Answer> SignupAsync(string name, string? field = null, string? value = null)
    {
        var body = new JsonObject { ["username"] = name, ["email"] = $"{name}@example.com", ["password"] = "secret1" };
        if (field is not null)
        {
            body[field] = value;
        }

        return Api.PostAsync("/signup", body.ToJsonString());
    }

    private Task<Answer> LoginAsync(string name, string password = "secret1")
        => Api.PostAsync("/login", new JsonObject { ["username"] = name, ["password"] = password }.ToJsonString());

    private static string NewName() => $"u{Guid.NewGuid():N}";

    private static void Says(Answer answer, int status, string text) => answer.ShouldBe(status, new JsonObject { ["detail"] = text }.ToJsonString());
}

public sealed class TradingAccountContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TradingAccountContract(shared, run, 0, output);

public sealed class TradingAccountContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TradingAccountContract(shared, run, 100, output);

public sealed class TradingAccountContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TradingAccountContract(shared, run, 50, output);

public sealed class TradingAccountContractWhileFlipping(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : TradingAccountContract(shared, run, Flipping, output);
