using System.Diagnostics;
using Monolith.Integration.Client;
using Monolith.Integration.Contract;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Movies;

public sealed class TmdbTests(TmdbTests.Fixture fixture, ITestOutputHelper output) : IntegrationTest(fixture.Environment, output), IClassFixture<TmdbTests.Fixture>
{
    private static readonly TimeSpan FrontendGivesUp = TimeSpan.FromSeconds(5);
    private static int s_nextMovie = 7100;

    private FakeTmdb Tmdb => fixture.Tmdb;

    public override async Task InitializeAsync()
    {
        // The test before may have left a circuit open, in the Host or on the way to it.
        (Tmdb.Down, Tmdb.Delay) = (false, TimeSpan.Zero);
        var user = await Api.SignUpAsync();
        await Environment.Operator.RollbackAsync(null);
        await Eventually.BecomesTrueAsync(async () => (await user.GetAsync($"/api/movies/{NewMovie()}")).Status == 200, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Search_Twice_AsksTmdbOnceInTheConfiguredLanguage()
    {
        var user = await Api.SignUpAsync();
        var text = $"batman {Guid.NewGuid():N}";

        var answer = await user.GetAsync($"/api/movies/search?q={Uri.EscapeDataString(text)}");
        (await user.GetAsync($"/api/movies/search?q={Uri.EscapeDataString(text)}")).Body.ShouldBe(answer.Body);

        answer.Status.ShouldBe(200, answer.ToString());
        answer.Json!.AsArray().Select(m => m!["title"]!.GetValue<string>()).ShouldBe([FakeTmdb.TitleOf(7001), FakeTmdb.TitleOf(7002)]);
        foreach (var movie in answer.Json.AsArray())
        {
            MovieShape.CheckResult(movie!.AsObject());
        }

        var asked = Tmdb.Requests.Where(r => r.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        asked.ShouldHaveSingleItem().ShouldContain("language=pt-BR");
    }

    [Fact]
    public async Task Search_ManyAtOnce_AskTmdbOnce()
    {
        var user = await Api.SignUpAsync();
        var text = Guid.NewGuid().ToString("N");
        Tmdb.Delay = TimeSpan.FromMilliseconds(300);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => user.GetAsync($"/api/movies/search?q={text}")));

        answers.ShouldAllBe(a => a.Status == 200);
        Tmdb.Requests.Count(r => r.Contains(text, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task GenresAndDetails_FromTmdb_HaveTheContractsShape()
    {
        var user = await Api.SignUpAsync();

        (await user.GetAsync("/api/movies/genres")).ShouldBe(200, """[{"id":28,"name":"Ação"},{"id":12,"name":"Aventura"}]""");
        var details = await user.GetAsync("/api/movies/7001");
        details.Status.ShouldBe(200, details.ToString());
        MovieShape.CheckDetails(details.Json!.AsObject());
        (await user.GetAsync("/api/movies/999")).ShouldSay(400, "Erro ao buscar detalhes do filme com ID 999 no TMDB.");
    }

    [Fact]
    public async Task TmdbDown_SearchAndDetails_AreTheContractsErrorsInTime()
    {
        var user = await Api.SignUpAsync();
        Tmdb.Down = true;

        (await InTimeAsync(() => user.GetAsync($"/api/movies/search?q={Guid.NewGuid():N}"))).ShouldSay(400, "Erro ao buscar filmes no TMDB.");
        var id = NewMovie();
        (await InTimeAsync(() => user.GetAsync($"/api/movies/{id}"))).ShouldSay(400, $"Erro ao buscar detalhes do filme com ID {id} no TMDB.");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(100, true)]
    [InlineData(100, false)]
    public async Task AddFavorite_MoviesDownOrSlow_IsTheContractsErrorInTimeAndListingGoesOn(int percent, bool down)
    {
        await Environment.Operator.ShiftAsync("favorites", percent);
        var user = await Api.SignUpAsync();
        (await user.AddAsync(7001)).ShouldSay(201, "Filme adicionado aos favoritos!");
        (Tmdb.Down, Tmdb.Delay) = (down, down ? TimeSpan.Zero : TimeSpan.FromSeconds(20));
        var id = NewMovie();

        var refused = await InTimeAsync(() => user.AddAsync(id));

        refused.ShouldSay(400, $"Erro ao buscar detalhes do filme com ID {id} no TMDB.");
        refused.ServedBy.ShouldBe(percent == 0 ? Side.Monolith : Side.Service);
        var asked = RequestsForOthers();
        (await user.FavoritesAsync()).ShouldBe([7001]);
        (await user.ListAsync()).Json![0]!["movie_title"]!.GetValue<string>().ShouldBe(FakeTmdb.TitleOf(7001));
        RequestsForOthers().ShouldBe(asked, "listing never asks Movies");

        // A late try for the movie that was refused may still be on its way.
        int RequestsForOthers() => Tmdb.Requests.Count(r => !r.Contains($"/{id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TmdbDown_WhatWasAskedBefore_IsStillAnswered()
    {
        var user = await Api.SignUpAsync();
        var id = NewMovie();
        var before = await user.GetAsync($"/api/movies/{id}");
        Tmdb.Down = true;

        (await user.GetAsync($"/api/movies/{id}")).Body.ShouldBe(before.Body);
        (await user.AddAsync(id)).ShouldSay(201, "Filme adicionado aos favoritos!");
    }

    /// <summary>Here, because this environment's tokens live for the least there is, and its other tests pass the time.</summary>
    [Fact]
    public async Task Token_Expired_IsRefusedByEveryProcess()
    {
        using var service = new MoviesApi(Environment.Favorites.Url);
        var user = fixture.EarlyUser;

        await Eventually.BecomesTrueAsync(async () => (await user.ListAsync()).Status == 401, Fixture.TokenLifetime + TimeSpan.FromSeconds(2));

        DateTimeOffset.UtcNow.ShouldBeGreaterThan(fixture.SignedInBefore + Fixture.TokenLifetime - TimeSpan.FromSeconds(2));
        (await user.ListAsync()).ShouldSay(401, "Unauthenticated.");
        (await service.GetAsync("/api/favorites", user.Token)).ShouldSay(401, "Unauthenticated.");
    }

    private static int NewMovie() => Interlocked.Increment(ref s_nextMovie);

    private static async Task<Answer> InTimeAsync(Func<Task<Answer>> request)
    {
        var answer = await request();
        Stopwatch.GetElapsedTime(answer.Started, answer.Ended).ShouldBeLessThan(FrontendGivesUp);
        return answer;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(1);

        internal SignedInUser EarlyUser { get; private set; } = null!;

        internal DateTimeOffset SignedInBefore { get; private set; }

        internal FakeTmdb Tmdb { get; private set; } = null!;

        internal TestEnvironment Environment { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Tmdb = await FakeTmdb.StartAsync();
            var settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Security__ClockSkew"] = "00:00:00",
                ["Auth__AccessTokenLifetime"] = TokenLifetime.ToString(),
                ["Movies__Tmdb__ApiKey"] = FakeTmdb.Key,
                ["Movies__Tmdb__BaseUrl"] = Tmdb.BaseUrl.ToString(),
            };
            Environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
            {
                Services = ["Favorites"],
                HostSettings = settings,
                ServiceSettings = settings,
            });
            EarlyUser = await Environment.Api.SignUpAsync();
            SignedInBefore = DateTimeOffset.UtcNow;
        }

        public async Task DisposeAsync()
        {
            await Environment.DisposeAsync();
            await Tmdb.DisposeAsync();
        }
    }
}
