using System.Security.Cryptography;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

public sealed class ServiceTokenTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const string Snapshot = "/internal/requests/movies/GetMovieSnapshot";

    private ServiceTokenForge Favorites => ServiceTokenForge.WithKeyFile(Path.Combine(Environment.DataDirectory, "identity", "favorites.key.pem"));

    [Fact]
    public async Task InternalRequest_GoodToken_IsAnswered()
    {
        var answer = await PostAsync(Snapshot, Favorites.Issue());

        answer.Status.ShouldBe(200, answer.ToString());
        answer.Body.ShouldContain(Movies[Movies.First]["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task InternalRequest_BadToken_IsRefused()
    {
        using var foreignKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Favorites;
        var user = await Api.SignUpAsync();
        (string Flaw, string? Token)[] tokens =
        [
            ("none", null),
            ("a user's", user.Token),
            ("the operator's", File.ReadAllText(Environment.OperatorTokenFile).Trim()),
            ("another key", (good with { Key = foreignKey }).Issue()),
            ("an unknown service", (good with { KeyId = "intruder", Issuer = "intruder" }).Issue()),
            ("another issuer under its key", (good with { Issuer = "monolith" }).Issue()),
            ("a path as key id", (good with { KeyId = "../trusted/favorites" }).Issue()),
            ("for another service", (good with { Audience = "favorites" }).Issue()),
            ("expired", (good with { IssuedAt = DateTimeOffset.UtcNow.AddMinutes(-3) }).Issue()),
            ("not yet valid", (good with { IssuedAt = DateTimeOffset.UtcNow.AddMinutes(3) }).Issue()),
            ("lives too long", (good with { Lifetime = TimeSpan.FromDays(1) }).Issue()),
            ("a user's type", (good with { Type = "at+jwt" }).Issue()),
            ("algorithm none", (good with { Algorithm = "none" }).Issue()),
            ("two permissions", (good with { Permissions = ["movies.GetMovieSnapshot", "auth.FindUserByEmail"] }).Issue()),
        ];

        foreach (var (flaw, token) in tokens)
        {
            (await PostAsync(Snapshot, token)).Status.ShouldBe(401, flaw);
        }
    }

    [Fact]
    public async Task InternalRequest_TokenForAnotherRequest_IsForbidden() =>
        (await PostAsync(Snapshot, (Favorites with { Permissions = ["auth.IsSessionRevoked"] }).Issue())).Status.ShouldBe(403);

    [Fact]
    public async Task InternalRequest_ThatTheModuleNeverSends_IsForbidden() =>
        (await PostAsync("/internal/requests/auth/SetUserRole", (Favorites with { Permissions = ["auth.SetUserRole"] }).Issue())).Status.ShouldBe(403);

    [Fact]
    public async Task InternalRequest_OfAModuleTheServiceDoesNotDependOn_IsForbidden() =>
        (await PostAsync("/internal/requests/favorites/ListFavoritesQuery", (Favorites with { Permissions = ["favorites.ListFavoritesQuery"] }).Issue()))
            .Status.ShouldBeOneOf(403, 404);

    [Fact]
    public async Task ServiceToken_AsAUser_IsRefused() =>
        (await Api.GetAsync("/api/favorites", Favorites.Issue())).ShouldSay(401, "Unauthenticated.");

    private async Task<Answer> PostAsync(string path, string? token)
    {
        using var listener = new MoviesApi(Environment.HostInternalUrl);
        return await listener.PostAsync(path, $$"""{"movieId":{{Movies.First}}}""", token);
    }
}
