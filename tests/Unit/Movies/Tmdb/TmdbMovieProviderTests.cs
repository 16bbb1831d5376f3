using System.Text.Json;
using Monolith.Movies.Providers;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Tmdb;

public sealed class TmdbMovieProviderTests
{
    [Fact]
    public async Task Search_Text_AsksInTheLanguageAndPassesFilmsOn()
    {
        await using var tmdb = await TmdbFixture.StartAsync();

        var results = Json(await tmdb.Provider.SearchAsync("amélie & co", default));

        var asked = tmdb.Tmdb.Requests.Single();
        asked.Url.ShouldBe($"/3/search/movie?language=pt-BR&page=1&include_adult=false&query=am%C3%A9lie%20%26%20co&api_key={TmdbFixture.Key}");
        asked.Authorization.ShouldBeNull();
        var movie = results.EnumerateArray().Single();
        MovieContract.ShouldBeSummary(movie);
        JsonElement.DeepEquals(movie, JsonDocument.Parse(FakeTmdb.Batman).RootElement).ShouldBeTrue(movie.GetRawText());
    }

    [Fact]
    public async Task Search_WithReadAccessToken_SendsItInAHeaderAndNotInTheUrl()
    {
        await using var tmdb = await TmdbFixture.StartAsync("eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl");

        await tmdb.Provider.SearchAsync("batman", default);

        var asked = tmdb.Tmdb.Requests.Single();
        asked.Url.ShouldNotContain("api_key");
        asked.Authorization.ShouldBe("Bearer eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl");
    }

    [Fact]
    public async Task Details_KnownId_HasAllOfTheContractAndTheRest()
    {
        await using var tmdb = await TmdbFixture.StartAsync();

        var movie = Json(await tmdb.Provider.GetDetailsAsync(268, default));

        MovieContract.ShouldBeDetails(movie);
        movie.GetProperty("genre_ids").GetRawText().ShouldBe("[14,28]");
        foreach (var sent in JsonDocument.Parse(FakeTmdb.BatmanDetails).RootElement.EnumerateObject())
        {
            JsonElement.DeepEquals(movie.GetProperty(sent.Name), sent.Value).ShouldBeTrue(sent.Name);
        }
    }

    [Fact]
    public async Task Details_UnknownId_IsUnknown()
    {
        await using var tmdb = await TmdbFixture.StartAsync();

        (await tmdb.Provider.GetDetailsAsync(999_999_999, default)).Kind.ShouldBe(MovieAnswerKind.Unknown);
        tmdb.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-268)]
    public async Task Details_IdThatCannotBe_IsNotAskedFor(int id)
    {
        await using var tmdb = await TmdbFixture.StartAsync();

        (await tmdb.Provider.GetDetailsAsync(id, default)).Kind.ShouldBe(MovieAnswerKind.Unknown);
        tmdb.Tmdb.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Genres_ArePassedOn()
    {
        await using var tmdb = await TmdbFixture.StartAsync();

        var genres = Json(await tmdb.Provider.ListGenresAsync(default));

        genres.EnumerateArray().Select(g => (g.GetProperty("id").GetInt32(), g.GetProperty("name").GetString())).ShouldBe([(28, "Ação"), (12, "Aventura")]);
    }

    private static JsonElement Json(MovieAnswer answer)
    {
        answer.Kind.ShouldBe(MovieAnswerKind.Found);
        return JsonDocument.Parse(answer.Json).RootElement;
    }
}
