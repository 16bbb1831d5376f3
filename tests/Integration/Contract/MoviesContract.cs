using System.Text.Json;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class MoviesContract : ContractTests
{
    private protected MoviesContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Theory]
    [InlineData("/api/movies/search")]
    [InlineData("/api/movies/search?q=")]
    public async Task Search_NoText_AnswersAnEmptyArray(string path) =>
        (await (await Api.SignUpAsync()).GetAsync(path)).ShouldBe(200, "[]");

    [Fact]
    public async Task Search_TheFirstOfTheUi_AnswersMoviesWithEveryField()
    {
        var answer = await (await Api.SignUpAsync()).GetAsync("/api/movies/search?q=batman");

        answer.Status.ShouldBe(200, answer.ToString());
        var movies = answer.Json!.AsArray();
        movies.ShouldNotBeEmpty();
        foreach (var movie in movies)
        {
            MovieShape.CheckResult(movie!.AsObject());
        }

        movies.ShouldContain(m => m!["title"]!.GetValue<string>().Contains("Batman", StringComparison.OrdinalIgnoreCase)
            || m["original_title"]!.GetValue<string>().Contains("Batman", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Search_NothingLikeIt_AnswersAnEmptyArray() =>
        (await (await Api.SignUpAsync()).GetAsync("/api/movies/search?q=qqxxzzwwqqxxzz")).ShouldBe(200, "[]");

    [Theory]
    [InlineData("%25")]
    [InlineData("%27%3B--")]
    [InlineData("%00")]
    [InlineData("a%26b%3Dc")]
    [InlineData("%F0%9F%A6%87")]
    public async Task Search_OddText_IsOnlyText(string text)
    {
        var answer = await (await Api.SignUpAsync()).GetAsync($"/api/movies/search?q={text}");

        answer.Status.ShouldBe(200, answer.ToString());
        answer.Json!.GetValueKind().ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task Search_VeryLongText_IsNotAServerError()
    {
        var answer = await (await Api.SignUpAsync()).GetAsync($"/api/movies/search?q={new string('a', 2000)}");

        answer.Status.ShouldBeLessThan(500, answer.ToString());
    }

    [Fact]
    public async Task Genres_Always_AnswerIdsOfTmdbWithNamesInPortuguese()
    {
        var answer = await (await Api.SignUpAsync()).GetAsync("/api/movies/genres");

        answer.Status.ShouldBe(200, answer.ToString());
        var genres = answer.Json!.AsArray().ToDictionary(g => g!["id"]!.GetValue<int>(), g => g!["name"]!.GetValue<string>());
        genres[28].ShouldBe("Ação");
        genres[35].ShouldBe("Comédia");
        genres[18].ShouldBe("Drama");
        genres[878].ShouldBe("Ficção científica");
        foreach (var genre in answer.Json.AsArray())
        {
            genre!.AsObject().Select(p => p.Key).ShouldBe(["id", "name"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Details_KnownMovie_AnswersEveryField()
    {
        var answer = await (await Api.SignUpAsync()).GetAsync($"/api/movies/{Movies.First}");

        answer.Status.ShouldBe(200, answer.ToString());
        var details = answer.Json!.AsObject();
        MovieShape.CheckDetails(details);
        details["id"]!.GetValue<int>().ShouldBe(Movies.First);
        details["title"]!.GetValue<string>().ShouldBe(Movies[Movies.First]["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("987654321")]
    [InlineData("0")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999")]
    public async Task Details_UnknownMovie_IsTheContractsError(string id) =>
        (await (await Api.SignUpAsync()).GetAsync($"/api/movies/{id}")).ShouldSay(400, $"Erro ao buscar detalhes do filme com ID {id} no TMDB.");

    [Theory]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("1a")]
    [InlineData("0x1")]
    [InlineData("%31%2F%32")]
    public async Task Details_NonIntegerId_IsNotFound(string id)
    {
        var answer = await (await Api.SignUpAsync()).GetAsync($"/api/movies/{id}");

        answer.Status.ShouldBe(404, answer.ToString());
    }
}

public sealed class MoviesContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : MoviesContract(shared, run, 0, output);

public sealed class MoviesContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : MoviesContract(shared, run, 100, output);

public sealed class MoviesContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : MoviesContract(shared, run, 50, output);
