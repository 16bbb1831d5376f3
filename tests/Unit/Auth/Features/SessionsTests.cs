using System.Text.Json.Nodes;
using Monolith.Auth.Maintenance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class SessionsTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private const string Sessions = "/api/auth/sessions";

    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Start_ByAddressOrUsername_GivesBothTokens()
    {
        await Host.SignupAsync("ana", "ana@example.com");
        foreach (var credentials in (object[])[new { email = "ana@example.com", password = "secret1" }, new { username = "ANA", password = "secret1" }])
        {
            var (status, body) = await Host.PostAsync(Sessions, credentials);
            status.ShouldBe(201);
            body!.AsObject().Select(p => p.Key).ShouldBe(["session_id", "access_token", "token_type", "expires_in", "refresh_token", "refresh_expires_in"]);
            ((int)body["expires_in"]!, (int)body["refresh_expires_in"]!).ShouldBe((3600, 14 * 24 * 3600));
        }

        (await Host.PostAsync(Sessions, new { username = "ana", password = "wrong!" })).Status.ShouldBe(401);
        (await Host.PostAsync(Sessions, new { username = "ana", email = "ana@example.com", password = "secret1" })).Status.ShouldBe(422);
        (await Host.PostAsync(Sessions, new { password = "secret1" })).Status.ShouldBe(422);
    }

    [Fact]
    public async Task List_OfSeveral_ShowsWhatTheOwnerRecognisesThemBy()
    {
        var first = await StartAsync("ana", "Ana's telephone\r\n\u0007", from: "198.51.100.7");
        await Host.LoginAsync("ana@example.com", from: "2001:db8::1");

        var (status, body) = await Host.CallAsync(HttpMethod.Get, Sessions, token: Access(first));

        status.ShouldBe(200);
        body!.AsArray().Select(s => (string?)s!["address"]).ShouldBe(["2001:db8::1", "198.51.100.7"]);
        body.AsArray().Select(s => (bool)s!["is_current"]!).ShouldBe([false, true]);
        ((string)body[1]!["device"]!, (string)body[1]!["id"]!).ShouldBe(("Ana's telephone", (string)first["session_id"]!));
        body[1]!.AsObject().Select(p => p.Key).ShouldBe(["id", "device", "address", "created_at", "last_used_at", "is_current"]);
    }

    [Fact]
    public async Task Refresh_Token_GivesTheNextOnesAndTheRoleOfNow()
    {
        var first = await StartAsync("ana");
        await fixture.Database.QueryAsync<object>("UPDATE auth.users SET role = 'admin'");

        var (status, second) = await RefreshAsync(first, from: "198.51.100.8");

        status.ShouldBe(200);
        second!["session_id"]!.ToString().ShouldBe(first["session_id"]!.ToString());
        second["refresh_token"]!.ToString().ShouldNotBe(first["refresh_token"]!.ToString());
        Payload(Access(first)).ShouldContain("\"role\":\"user\"");
        Payload(Access(second)).ShouldContain("\"role\":\"admin\"");
        var session = (await Host.CallAsync(HttpMethod.Get, Sessions, token: Access(second))).Body!.AsArray().ShouldHaveSingleItem()!;
        ((string)session["address"]!).ShouldBe("198.51.100.8");
        (await RefreshAsync(second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refresh_SameTokenTwice_EndsTheSessionForEverybody()
    {
        var first = await StartAsync("ana");
        var second = (await RefreshAsync(first)).Body!;

        (await RefreshAsync(first)).Status.ShouldBe(401);

        (await RefreshAsync(second)).Status.ShouldBe(401);
        await Eventually.BecomesAsync(async () => (await Host.CallAsync(HttpMethod.Get, Sessions, token: Access(second))).Status, 401);
        Host.Log.All.ShouldContain(line => line.StartsWith("Warning 2601", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refresh_SameTokenAtOnce_SucceedsOnceAndEndsTheSession()
    {
        var first = await StartAsync("ana");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(first)));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Status == 401).ShouldBe(7);
        (await RefreshAsync(answers.Single(a => a.Status == 200).Body!)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Refresh_AfterLogout_IsRefused()
    {
        var tokens = await StartAsync("ana");
        (await Host.PostAsync("/api/auth/logout", body: null, Access(tokens))).Status.ShouldBe(200);
        (await RefreshAsync(tokens)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Refresh_TokenOutOfTime_IsRefusedAndEndsNothing()
    {
        var tokens = await StartAsync("ana");
        await fixture.Database.QueryAsync<object>("UPDATE auth.refresh_tokens SET expires_at = now() - interval '1 second'");
        (await RefreshAsync(tokens)).Status.ShouldBe(401);
        (await Host.CallAsync(HttpMethod.Get, Sessions, token: Access(tokens))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refresh_OldSession_EndsWhereSessionsEnd()
    {
        var tokens = await StartAsync("ana");
        await fixture.Database.QueryAsync<object>("UPDATE auth.sessions SET created_at = now() - interval '89 days 23 hours'");
        ((int)(await RefreshAsync(tokens)).Body!["refresh_expires_in"]!).ShouldBeInRange(3000, 3600);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"refresh_token":null}""")]
    [InlineData("""{"refresh_token":"nonsense"}""")]
    [InlineData("""{"refresh_token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    public async Task Refresh_WithWhatIsNoToken_IsRefused(string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await Host.PostAsync($"{Sessions}/refresh", content)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task RefreshToken_Kept_IsAHashAndInNoLog()
    {
        var tokens = await StartAsync("ana");
        var next = (await RefreshAsync(tokens)).Body!;
        foreach (var secret in (string[])[Refresh(tokens), Refresh(next), Access(next)])
        {
            (await fixture.Database.QueryAsync<long>($"SELECT count(*) FROM auth.refresh_tokens AS t WHERE t::text LIKE '%{secret}%' OR length(hash) <> 32 OR hash = convert_to('{secret}', 'UTF8')")).ShouldBe(0);
            Host.Log.All.ShouldAllBe(line => !line.Contains(secret));
        }
    }

    [Fact]
    public async Task Revoke_OneOfMine_EndsItAndNoOther()
    {
        var (mine, other) = (await StartAsync("ana"), await StartAsync("ana"));
        (await RevokeAsync(mine, (string)other["session_id"]!)).ShouldBe(204);
        (await RevokeAsync(mine, (string)other["session_id"]!)).ShouldBe(404);
        (await RefreshAsync(other)).Status.ShouldBe(401);
        (await RefreshAsync(mine)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Revoke_SomebodyElses_IsAsIfItWereNotThere()
    {
        var (ana, eve) = (await StartAsync("ana"), await StartAsync("eve"));
        (await RevokeAsync(eve, (string)ana["session_id"]!)).ShouldBe(404);
        (await RevokeAsync(eve, $"{Guid.NewGuid()}")).ShouldBe(404);
        (await RefreshAsync(ana)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task RevokeOthers_OfMine_LeavesThisOneAndOtherUsers()
    {
        var (mine, second, eve) = (await StartAsync("ana"), await StartAsync("ana"), await StartAsync("eve"));
        (await Host.PostAsync($"{Sessions}/revoke-others", body: null, Access(mine))).Body!.ToJsonString().ShouldBe("""{"ended":1}""");
        (await RefreshAsync(second)).Status.ShouldBe(401);
        (await RefreshAsync(mine)).Status.ShouldBe(200);
        (await RefreshAsync(eve)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Cleanup_OfExpiredSessions_KeepsThoseThatCanBeRefreshed()
    {
        var tokens = await StartAsync("ana");
        await Host.LoginAsync("ana@example.com");
        await fixture.Database.QueryAsync<object>("UPDATE auth.sessions SET expires_at = now() - interval '2 days'");
        await Host.App.Services.GetServices<IHostedService>().OfType<AuthCleanup>().Single().RunAsync(default);
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.sessions")).ShouldBe(1);
        (await RefreshAsync(tokens)).Status.ShouldBe(200);
    }

    private async Task<JsonNode> StartAsync(string username, string? device = null, string from = "203.0.113.1")
    {
        await Host.SignupAsync(username, $"{username}@example.com");
        return (await Host.PostAsync(Sessions, new { username, password = "secret1", device }, from: from)).Body!;
    }

    private Task<(int Status, JsonNode? Body)> RefreshAsync(JsonNode tokens, string from = "203.0.113.1")
        => Host.PostAsync($"{Sessions}/refresh", new { refresh_token = Refresh(tokens) }, from: from);

    private async Task<int> RevokeAsync(JsonNode tokens, string session)
        => (await Host.CallAsync(HttpMethod.Delete, $"{Sessions}/{session}", token: Access(tokens))).Status;

    private static string Access(JsonNode tokens) => (string)tokens["access_token"]!;

    private static string Refresh(JsonNode tokens) => (string)tokens["refresh_token"]!;

    private static string Payload(string token) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
}
