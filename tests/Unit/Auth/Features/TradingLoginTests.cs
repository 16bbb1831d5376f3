using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class TradingLoginTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private const string Wrong = """{"detail":"Invalid username or password"}""";

    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Login_RightPassword_GivesATokenAndTheRole()
    {
        await Host.SignupAsync("Ana", "ana@example.com");
        var (status, body) = await Host.TradingLoginAsync(" ANA ");
        status.ShouldBe(200);
        body!.AsObject().Select(p => p.Key).ShouldBe(["access_token", "token_type", "role"]);
        ((string)body["token_type"]!, (string)body["role"]!).ShouldBe(("bearer", "user"));
        (await Host.PostAsync("/api/auth/logout", body: null, (string)body["access_token"]!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_OneUserBase_TradingUserLogsInToTheOtherFrontendByAddress()
    {
        await Host.SignupAsync("ana", "ana@example.com");
        (await Host.LoginAsync("ana@example.com")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_WrongPasswordNobodyOrUserWithoutUsername_AnswerTheSame()
    {
        await Host.SignupAsync("ana", "ana@example.com");
        await Host.RegisterAsync("movies@example.com", name: "movies");
        foreach (var (status, body) in new[]
        {
            await Host.TradingLoginAsync("ana", "wrong"), await Host.TradingLoginAsync("nobody"), await Host.TradingLoginAsync("ana@example.com"),
            await Host.TradingLoginAsync("movies@example.com"), await Host.TradingLoginAsync("movies"), await Host.TradingLoginAsync(""),
        })
        {
            status.ShouldBe(401);
            body!.ToJsonString().ShouldBe(Wrong);
        }
    }

    [Theory]
    [InlineData("{}", 2)]
    [InlineData("""{"username":"ana"}""", 1)]
    public async Task Login_FieldMissing_Is422(string json, int errors)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var (status, body) = await Host.PostAsync("/login", content);
        status.ShouldBe(422);
        body!["detail"]!.AsArray().Select(e => (string)e!["type"]!).ShouldBe(Enumerable.Repeat("missing", errors));
    }

    [Fact]
    public async Task Login_GuessesSplitOverBothFrontends_ShareOneBudget()
    {
        await Host.SignupAsync("ana", "ana@example.com");
        for (var i = 0; i < 5; i++)
        {
            (await Host.TradingLoginAsync("ana", $"guess {i}")).Status.ShouldBe(401);
            (await Host.LoginAsync("ana@example.com", $"other guess {i}")).Status.ShouldBe(401);
        }

        using var response = await Host.SendAsync("/login", new { username = "ana", password = "one more" });
        ((int)response.StatusCode).ShouldBe(429);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"detail":"Too Many Requests"}""");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await Host.LoginAsync("ana@example.com", "one more")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Login_AnyOutcome_LeavesNoNameAndNoPasswordInTheLog()
    {
        await Host.SignupAsync("unusual-name", "ana@example.com", "unusual-secret");
        await Host.TradingLoginAsync("unusual-name", "unusual-secret");
        await Host.TradingLoginAsync("unusual-name", "unusual-guess");
        Host.Log.All.ShouldAllBe(line => !line.Contains("unusual-"));
    }
}
