using System.Diagnostics;
using Monolith.Unit.Postgres;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class LogoutTests(AuthFixture fixture) : IClassFixture<AuthFixture>
{
    private const string Path = "/api/auth/logout";

    [Fact]
    public async Task Logout_GoodToken_EndsItAtOnceAndNoOther()
    {
        await fixture.Host.RegisterAsync("two@example.com");
        var (first, second) = (await fixture.Host.TokenAsync("two@example.com"), await fixture.Host.TokenAsync("two@example.com"));
        var (status, body) = await fixture.Host.PostAsync(Path, body: null, first);
        status.ShouldBe(200);
        body!.ToJsonString(Json.Readable).ShouldBe("""{"message":"Logout realizado com sucesso."}""");

        (status, body) = await fixture.Host.PostAsync(Path, body: null, first);
        status.ShouldBe(401);
        body!.ToJsonString(Json.Readable).ShouldBe("""{"message":"Unauthenticated."}""");
        (await fixture.Host.PostAsync(Path, body: null, second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Logout_NoToken_Is401() => (await fixture.Host.PostAsync(Path, body: null)).Status.ShouldBe(401);

    [Fact]
    public async Task Logout_OnOneHost_EndsTheTokenOnAnotherWithinASecond()
    {
        await using var other = await AuthHost.StartAsync(fixture.Database.ConnectionString);
        await fixture.Host.RegisterAsync("far@example.com");
        for (var round = 0; round < 5; round++)
        {
            var token = await fixture.Host.TokenAsync("far@example.com");
            // The key of the first host is found by the second.
            (await IsGoodAsync(other, token)).ShouldBeTrue();
            await fixture.Host.PostAsync(Path, body: null, token);
            await Eventually.BecomesTrueAsync(async () => !await IsGoodAsync(other, token), TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Requests_WhileNobodyLogsOut_AskTheDatabaseOnlyByPolling()
    {
        await using var host = await AuthHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync());
        await host.RegisterAsync("busy@example.com");
        var token = await host.TokenAsync("busy@example.com");
        await IsGoodAsync(host, token);
        var before = Asked(host);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 300; i++)
        {
            (await IsGoodAsync(host, token)).ShouldBeTrue();
        }

        // Without what it remembers it would ask for each of the 300.
        (Asked(host) - before).ShouldBeLessThan(150 + (2 * (int)(watch.Elapsed.TotalSeconds * 4)));
    }

    private static async Task<bool> IsGoodAsync(AuthHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/signed-in");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await host.Client.SendAsync(request);
        return response.IsSuccessStatusCode;
    }

    private static int Asked(AuthHost host) => host.Log.All.Count(line => line.Contains("auth.sessions", StringComparison.Ordinal));
}
