using System.Text.Json;
using Monolith.Kernel.Results;
using Monolith.Movies.Contracts;
using Monolith.Unit.Movies.Catalogue;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Features;

public sealed class CatalogueEndpointTests(CatalogueFixture catalogue) : IClassFixture<CatalogueFixture>
{
    private MoviesHost Host => catalogue.Host;

    [Fact]
    public async Task Search_Batman_AnswersTmdbsShape()
    {
        var (status, body) = await Host.GetAsync("/api/movies/search?q=batman");

        status.ShouldBe(200);
        body.GetArrayLength().ShouldBe(6);
        foreach (var movie in body.EnumerateArray())
        {
            MovieContract.ShouldBeSummary(movie);
        }

        body[0].GetProperty("id").GetInt32().ShouldBe(268);
        body[0].GetProperty("overview").GetString().ShouldBe("Filme de 1989 dirigido por Tim Burton.");
        body[0].GetProperty("release_date").GetString().ShouldBe("1989-01-01");
    }

    [Theory]
    [InlineData("/api/movies/search")]
    [InlineData("/api/movies/search?q=")]
    [InlineData("/api/movies/search?q=%00")]
    [InlineData("/api/movies/search?q=no+film+is+called+so+xyzzy")]
    public async Task Search_NothingToFind_AnswersAnEmptyArray(string path)
    {
        var (status, body) = await Host.GetAsync(path);

        status.ShouldBe(200);
        body.GetRawText().ShouldBe("[]");
    }

    [Theory]
    [InlineData("%27%20OR%201=1%20--")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF%FE")]
    [InlineData("batman&q=superman")]
    public async Task Search_OddText_IsAnsweredAll(string text)
        => (await Host.GetAsync($"/api/movies/search?q={text}")).Status.ShouldBe(200);

    [Fact]
    public async Task Genres_AreTmdbsInPortuguese()
    {
        var (status, body) = await Host.GetAsync("/api/movies/genres");

        status.ShouldBe(200);
        body.GetArrayLength().ShouldBe(19);
        JsonElement.DeepEquals(body[0], JsonDocument.Parse("""{"id":28,"name":"Ação"}""").RootElement).ShouldBeTrue();
    }

    [Theory]
    [InlineData("268", 268)]
    [InlineData("00268", 268)]
    public async Task Details_KnownFilm_AnswersTmdbsShape(string id, int expected)
    {
        var (status, body) = await Host.GetAsync($"/api/movies/{id}");

        status.ShouldBe(200);
        MovieContract.ShouldBeDetails(body);
        body.GetProperty("id").GetInt32().ShouldBe(expected);
        body.GetProperty("genres")[0].GetProperty("name").GetString().ShouldBe("Fantasia");
        body.GetProperty("runtime").GetInt32().ShouldBe(126);
    }

    [Theory]
    [InlineData("999999999", "999999999")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("-0", "0")]
    [InlineData("007000000", "7000000")]
    [InlineData("2147483648", "2147483648")]
    [InlineData("99999999999999999999999999999999", "99999999999999999999999999999999")]
    [InlineData("-99999999999999999999", "-99999999999999999999")]
    public async Task Details_UnknownInteger_AnswersTheContractsText(string id, string told)
    {
        var (status, body) = await Host.GetAsync($"/api/movies/{id}");

        status.ShouldBe(400);
        body.GetProperty("message").GetString().ShouldBe($"Erro ao buscar detalhes do filme com ID {told} no TMDB.");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("+5")]
    [InlineData("-")]
    [InlineData("5%0A")]
    [InlineData("%20")]
    [InlineData("%D9%A3")]
    [InlineData("5;DROP")]
    public async Task Details_NotAnInteger_IsNotFound(string id)
    {
        using var response = await Host.Client.GetAsync(new Uri($"/api/movies/{id}", UriKind.Relative));

        ((int)response.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Snapshot_KnownFilm_HasItsFacts()
    {
        var snapshot = await Host.SendAsync(new GetMovieSnapshot(155));

        snapshot.Error.ShouldBeNull();
        var movie = snapshot.Value!;
        movie.MovieId.ShouldBe(155);
        movie.Title.ShouldBe("The Dark Knight");
        movie.OriginalTitle.ShouldBe("The Dark Knight");
        movie.Overview.ShouldBe("Filme de 2008 dirigido por Christopher Nolan.");
        movie.PosterPath.ShouldBeNull();
        movie.ReleaseDate.ShouldBe("2008-01-01");
        movie.GenreIds.ShouldBe([28, 80, 18, 53]);
    }

    [Fact]
    public async Task Snapshot_UnknownFilm_IsNotFoundWithTheContractsText()
    {
        var snapshot = await Host.SendAsync(new GetMovieSnapshot(-5));

        snapshot.Error.ShouldBe(new Error("movies.details_failed", "Erro ao buscar detalhes do filme com ID -5 no TMDB.", ErrorKind.NotFound));
    }
}
