using System.Globalization;
using System.Net;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

/// <summary>Auth in the Host and Auth as a service are one: what one of them did the other knows.</summary>
public sealed class TwoAuthSidesTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const int GuessesPerAccountAndAddress = 10;

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    public async Task Session_BegunOnOneSide_IsGoodEverywhereAndEndsEverywhere(int login, int logout)
    {
        await Operator.ShiftEverythingAsync(0);
        await Operator.ShiftAsync("auth", 100 - login);
        var registered = await Api.SignUpAsync();
        await registered.AddAsync(Movies.First);
        await Operator.ShiftAsync("auth", login);
        var user = await Api.SignInAsync(registered.Email, registered.Password, registered.Id);

        // The monolith, the Host's way to each service, and each service by itself.
        foreach (var percent in new[] { 0, 100 })
        {
            await Operator.ShiftAsync("favorites", percent);
            await Operator.ShiftAsync("movies", percent);
            (await user.FavoritesAsync()).ShouldBe([Movies.First]);
            (await user.GetAsync("/api/movies/genres")).Status.ShouldBe(200);
        }

        using var favorites = new MoviesApi(Environment.Favorites.Url);
        using var movies = new MoviesApi(Environment.ServiceOf("Movies").Url);
        using var auth = new MoviesApi(Environment.Auth.Url);
        (await favorites.GetAsync("/api/favorites", user.Token)).Status.ShouldBe(200);
        (await movies.GetAsync("/api/movies/genres", user.Token)).Status.ShouldBe(200);

        await Operator.ShiftAsync("auth", logout);
        var left = await user.LogOutAsync();
        left.ShouldSay(200, "Logout realizado com sucesso.").ServedBy.ShouldBe(logout == 0 ? Side.Monolith : Side.Service);

        (await user.ListAsync()).ShouldSay(401, "Unauthenticated.");
        await Eventually.BecomesTrueAsync(
            async () => (await favorites.GetAsync("/api/favorites", user.Token)).Status == 401
                && (await movies.GetAsync("/api/movies/genres", user.Token)).Status == 401
                && (await auth.PostAsync("/api/auth/logout", null, user.Token)).Status == 401,
            TimeSpan.FromSeconds(1));
        (await registered.FavoritesAsync()).ShouldBe([Movies.First], "the other session goes on");
    }

    [Fact]
    public async Task Guesses_SplitOverBothSides_ShareOneBudgetPerAddress()
    {
        var user = await Api.SignUpAsync();
        using var guesser = new MoviesApi(Environment.HostUrl, IPAddress.Parse("127.0.3.1"));
        using var elsewhere = new MoviesApi(Environment.HostUrl, IPAddress.Parse("127.0.3.2"));
        for (var guess = 0; guess < GuessesPerAccountAndAddress; guess++)
        {
            await Operator.ShiftAsync("auth", guess % 2 == 0 ? 0 : 100);
            (await GuessAsync(guesser, user)).ShouldSay(401, "Credenciais inválidas.").ServedBy.ShouldBe(guess % 2 == 0 ? Side.Monolith : Side.Service);
        }

        foreach (var percent in new[] { 0, 100 })
        {
            await Operator.ShiftAsync("auth", percent);
            var refused = (await GuessAsync(guesser, user)).ShouldSay(429, "Too Many Attempts.");
            refused.ServedBy.ShouldBe(percent == 0 ? Side.Monolith : Side.Service);
            var wait = int.Parse(refused.Header("retry-after").ShouldNotBeNull(), CultureInfo.InvariantCulture);
            wait.ShouldBeInRange(1, 60);
            long.Parse(refused.Header("x-ratelimit-reset").ShouldNotBeNull(), CultureInfo.InvariantCulture)
                .ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 5, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + wait + 1);

            // Were the Host's address taken for the caller's, the whole world would be locked out here.
            (await GuessAsync(elsewhere, user)).Status.ShouldBe(401);
        }
    }

    [Fact]
    public async Task HostOnlyActions_AtTheService_AreNotThere()
    {
        using var listener = new MoviesApi(Environment.Auth.InternalUrl);
        var token = await File.ReadAllTextAsync(Environment.OperatorTokenFile);

        (await listener.PostAsync("/admin/auth/keys/rotate", null, token.Trim())).Status.ShouldBe(404);
        (await listener.PostAsync("/admin/auth/users/import", "[]", token.Trim())).Status.ShouldBe(404);
        (await listener.GetAsync("/.well-known/jwks.json")).Status.ShouldBe(404);
    }

    private static Task<Answer> GuessAsync(MoviesApi api, SignedInUser user)
        => api.PostAsync("/api/auth/login", $$"""{"email":"{{user.Email}}","password":"wrong-password"}""");
}
