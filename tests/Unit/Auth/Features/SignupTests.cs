using Monolith.Auth.Contracts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class SignupTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Signup_NewUser_IsTheContractsAnswerAndReadableAtOnce()
    {
        var (status, body) = await Host.PostAsync("/signup", new { username = " Ana ", email = "Ana@example.com", password = "secret1", mobile = "+91 98 7654" });

        status.ShouldBe(200);
        body!.AsObject().Select(p => p.Key).ShouldBe(["message", "user_id"]);
        ((string)body["message"]!).ShouldBe("Signup successful");
        var account = (await Host.SendAsync(new GetUser((int)body["user_id"]!))).Value!;
        (account.Username, account.Email, account.Mobile, account.Role).ShouldBe(("Ana", "Ana@example.com", "+91 98 7654", "user"));
    }

    [Theory]
    [InlineData("ANA", "other@example.com")]
    [InlineData("other", "ANA@example.com")]
    [InlineData(" ana", "ana@example.com")]
    public async Task Signup_NameOrAddressTaken_IsThe400OfTheContract(string username, string email)
    {
        await Host.SignupAsync("ana", "ana@example.com");
        var (status, body) = await Host.SignupAsync(username, email);
        status.ShouldBe(400);
        body!.ToJsonString().ShouldBe("""{"detail":"Username or Email already exists"}""");
    }

    [Fact]
    public async Task Signup_AddressOfAMoviesUser_IsTaken()
    {
        await Host.RegisterAsync("ana@example.com");
        (await Host.SignupAsync("ana", "ana@example.com")).Status.ShouldBe(400);
        await Host.SignupAsync("eva", "eva@example.com");
        (await Host.RegisterAsync("EVA@example.com")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Signup_ManyAtOnce_OneGetsTheName()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Host.SignupAsync("ana", $"ana{i}@example.com")));
        statuses.Count(s => s.Status == 200).ShouldBe(1);
        statuses.Count(s => s.Status == 400).ShouldBe(7);
    }

    [Theory]
    [InlineData("\"role\":\"admin\"")]
    [InlineData("\"Role\":\"admin\",\"is_admin\":true,\"user\":{\"role\":\"admin\"}")]
    [InlineData("\"id\":1,\"user_id\":1,\"email_verified\":true,\"created_at\":\"2000-01-01\"")]
    public async Task Signup_WithMoreThanItMaySay_MakesAPlainUser(string more)
    {
        using var content = new StringContent($$"""{"username":"eve","email":"eve@example.com","password":"secret1",{{more}}}""", System.Text.Encoding.UTF8, "application/json");
        (await Host.PostAsync("/signup", content)).Status.ShouldBe(200);

        ((string)(await Host.TradingLoginAsync("eve")).Body!["role"]!).ShouldBe("user");
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.users WHERE role = 'admin' OR id = 1 AND username = 'eve' AND created_at < '2001-01-01'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("victim@example.com", "eve@example.com", 422)]
    [InlineData("EVE@example.com", "eve@example.com", 200)]
    public async Task Signup_UsernameLikeAnAddress_MustBeOnesOwn(string username, string email, int status)
        => (await Host.SignupAsync(username, email)).Status.ShouldBe(status);

    [Fact]
    public async Task Signup_BadInput_IsToldFieldByFieldWithoutThePassword()
    {
        var (status, body) = await Host.PostAsync("/signup", new { username = "", email = "nope", password = "12345", mobile = new string('1', 33) });
        status.ShouldBe(422);
        body!["detail"]!.AsArray().Select(e => ((string)e!["type"]!, (string)e["loc"]![1]!, e["input"]?.GetValue<string>())).ShouldBe(
        [
            ("string_too_short", "username", ""), ("value_error", "email", "nope"), ("string_too_short", "password", null), ("string_too_long", "mobile", new string('1', 33)),
        ]);
    }

    [Fact]
    public async Task Signup_TextTheDatabaseCannotKeep_Is422()
        => (await Host.SignupAsync("a\0b", "ana@example.com")).Status.ShouldBe(422);
}
