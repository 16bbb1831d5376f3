using System.Net;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

public sealed class PublicListenerTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Theory]
    [InlineData("GET", "/admin/strangler/status")]
    [InlineData("POST", "/admin/strangler/shift")]
    [InlineData("POST", "/admin/strangler/rollback")]
    [InlineData("GET", "/admin")]
    [InlineData("GET", "/ADMIN/strangler/status")]
    [InlineData("GET", "/api/../admin/strangler/status")]
    [InlineData("GET", "/api/%2e%2e/admin/strangler/status")]
    [InlineData("POST", "/internal/requests/movies/GetMovieSnapshot")]
    [InlineData("POST", "/internal/requests/auth/IsSessionRevoked")]
    [InlineData("POST", "/Internal/Requests/movies/GetMovieSnapshot")]
    public async Task InternalPath_OnThePublicListeners_DoesNotExist(string method, string path)
    {
        var token = await OperatorTokenAsync();
        using var favorites = new MoviesApi(Environment.Favorites.Url);
        using var auth = new MoviesApi(Environment.Auth.Url);

        foreach (var listener in new[] { Api, favorites, auth })
        {
            // Naming the internal listener in Host does not lead there.
            var answer = await listener.SendAsync(
                new HttpMethod(method), path, token, "{}", ("Host", Environment.HostInternalUrl.Authority), ("X-Forwarded-Host", Environment.HostInternalUrl.Authority));
            answer.Status.ShouldBe(404, answer.ToString());
        }
    }

    [Fact]
    public async Task Admin_WithoutTheOperatorToken_IsRefused()
    {
        var user = await Api.SignUpAsync();
        var token = await OperatorTokenAsync();
        var service = ServiceTokenForge.WithKeyFile(Path.Combine(Environment.DataDirectory, "identity", "favorites.key.pem")).Issue();

        string?[] wrongs = [null, "wrong", user.Token, service, token[..^1], token + "x", token.ToUpperInvariant() + "X"];
        foreach (var (i, wrong) in wrongs.Index())
        {
            // Each from an address of its own: too many wrong ones from one are answered otherwise.
            using var listener = new MoviesApi(Environment.HostInternalUrl, IPAddress.Parse($"127.0.1.{i + 1}"));
            (await listener.GetAsync("/admin/strangler/status", wrong)).Status.ShouldBe(401);
            (await listener.PostAsync("/admin/strangler/rollback", """{"all":true,"reason":"intruder"}""", wrong)).Status.ShouldBe(401);
            (await listener.GetAsync("/admin/strangler/status", token)).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Admin_TriedTooOften_StillLetsTheOperatorIn()
    {
        using var listener = new MoviesApi(Environment.HostInternalUrl, IPAddress.Parse("127.0.2.1"));
        for (var i = 0; i < 30; i++)
        {
            (await listener.GetAsync("/admin/strangler/status", "wrong")).Status.ShouldBeOneOf(401, 429);
        }

        (await listener.GetAsync("/admin/strangler/status", "wrong")).Status.ShouldBe(429);
        (await listener.GetAsync("/admin/strangler/status", await OperatorTokenAsync())).Status.ShouldBe(200);
    }

    [Fact]
    public void OperatorToken_File_IsItsOwnersAlone() =>
        File.GetUnixFileMode(Environment.OperatorTokenFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task SpoofedHeaders_FromOutside_ChangeNothing(int percent)
    {
        await Operator.ShiftAsync("favorites", percent);
        var (victim, intruder) = (await Api.SignUpAsync(), await Api.SignUpAsync());
        (await victim.AddAsync(Movies.First)).Status.ShouldBe(201);
        (string, string)[] spoofed =
        [
            ("X-Internal-Acting-User", $"{victim.Id}"),
            ("X-Internal-User", $"{victim.Id}"),
            ("X-Internal-Correlation-Id", "intruder"),
            ("X-Internal-Time-Left-Ms", "1"),
            ("X-Forwarded-For", "10.0.0.1"),
            ("X-Forwarded-Host", "evil.example.com"),
            ("X-Forwarded-Prefix", "/evil"),
            ("X-Forwarded-Port", "1"),
            ("X-Original-URL", "/admin/strangler/status"),
            ("X-HTTP-Method-Override", "DELETE"),
            ("X-Content-Length", "5"),
            ("X-Served-By", "evil"),
            ("Forwarded", "for=10.0.0.1;host=evil.example.com"),
        ];

        (await Api.SendAsync(HttpMethod.Get, "/api/favorites", null, null, spoofed)).ShouldSay(401, "Unauthenticated.");
        (await Api.SendAsync(HttpMethod.Get, "/api/favorites", intruder.Token, null, spoofed)).ShouldBe(200, "[]")
            .ServedBy.ShouldBe(percent == 0 ? Side.Monolith : Side.Service);
        (await Api.SendAsync(HttpMethod.Post, "/api/favorites", intruder.Token, $$"""{"movie_id":{{Movies.Second}}}""", spoofed))
            .ShouldSay(201, "Filme adicionado aos favoritos!");
        (await victim.FavoritesAsync()).ShouldBe([Movies.First]);
        (await intruder.FavoritesAsync()).ShouldBe([Movies.Second]);
    }

    private async Task<string> OperatorTokenAsync() => (await File.ReadAllTextAsync(Environment.OperatorTokenFile)).Trim();
}
