using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class FavoritesContract : ContractTests
{
    private const string Added = "Filme adicionado aos favoritos!";
    private const string AlreadyThere = "Filme já está nos favoritos.";
    private const string Removed = "Filme removido dos favoritos!";
    private const string NotThere = "Filme não está nos favoritos.";

    private protected FavoritesContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Fact]
    public async Task AddListRemove_OneMovie_AnswersTheContractsTexts()
    {
        var user = await Api.SignUpAsync();

        (await user.ListAsync()).ShouldBe(200, "[]");
        (await user.AddAsync(Movies.First)).ShouldSay(201, Added);
        (await user.AddAsync(Movies.First)).ShouldSay(400, AlreadyThere);
        (await user.FavoritesAsync()).ShouldBe([Movies.First]);
        (await user.RemoveAsync(Movies.First)).ShouldSay(200, Removed);
        (await user.RemoveAsync(Movies.First)).ShouldSay(400, NotThere);
        (await user.ListAsync()).ShouldBe(200, "[]");
        (await user.AddAsync(Movies.First)).ShouldSay(201, Added);
    }

    [Fact]
    public async Task List_Favorite_IsASnapshotOfTheMovieAndNothingElse()
    {
        var user = await Api.SignUpAsync();
        (await user.AddAsync(Movies.First)).Status.ShouldBe(201);
        var movie = Movies[Movies.First];

        var list = await user.ListAsync();

        var favorite = list.Json!.AsArray().ShouldHaveSingleItem()!.AsObject();
        favorite["id"]!.GetValue<int>().ShouldBeGreaterThan(0);
        list.ShouldBe(200, new JsonArray(new JsonObject
        {
            ["id"] = favorite["id"]!.GetValue<int>(),
            ["user_id"] = user.Id,
            ["movie_id"] = Movies.First,
            ["movie_title"] = movie["title"]!.DeepClone(),
            ["original_title"] = movie["original_title"]!.DeepClone(),
            ["overview"] = movie["overview"]!.DeepClone(),
            ["poster_path"] = movie["poster_path"]?.DeepClone(),
            ["release_date"] = movie["release_date"]!.DeepClone(),
            ["genre_ids"] = movie["genre_ids"]!.DeepClone(),
        }).ToJsonString());
    }

    [Fact]
    public async Task List_SeveralFavorites_AreInTheOrderAdded()
    {
        var user = await Api.SignUpAsync();
        int[] order = [Movies.Third, Movies.First, Movies.Second, .. Movies.Ids.Skip(3).Take(5).Reverse()];
        foreach (var movie in order)
        {
            (await user.AddAsync(movie)).Status.ShouldBe(201);
        }

        (await user.FavoritesAsync()).ShouldBe(order);
        (await user.RemoveAsync(Movies.First)).Status.ShouldBe(200);
        (await user.AddAsync(Movies.First)).Status.ShouldBe(201);

        (await user.FavoritesAsync()).ShouldBe([.. order.Where(m => m != Movies.First), Movies.First]);
    }

    [Fact]
    public async Task List_GenreId_FiltersAndEmptyMeansAll()
    {
        var user = await Api.SignUpAsync();
        var movies = Movies.Ids.Take(MovieSamples.Count).ToList();
        foreach (var movie in movies)
        {
            (await user.AddAsync(movie)).Status.ShouldBe(201);
        }

        (await user.FavoritesAsync("?genre_id=")).ShouldBe(movies);
        foreach (var genre in movies.SelectMany(GenresOf).Distinct())
        {
            (await user.FavoritesAsync($"?genre_id={genre}")).ShouldBe(movies.Where(m => GenresOf(m).Contains(genre)));
        }

        (await user.ListAsync("?genre_id=424242")).ShouldBe(200, "[]");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task List_GenreIdNotAnInteger_IsTheCallersFault(string genre)
    {
        var answer = await (await Api.SignUpAsync()).ListAsync($"?genre_id={genre}");

        answer.Status.ShouldBe(400, answer.ToString());
        answer.Json!.AsObject().Select(p => p.Key).ShouldBe(["message"]);
    }

    [Theory]
    [InlineData("{}", "O ID do filme é obrigatório.")]
    [InlineData("""{"movie_id":null}""", "O ID do filme é obrigatório.")]
    [InlineData("""{"movie_id":""}""", "O ID do filme é obrigatório.")]
    [InlineData("""{"movie_id":"abc"}""", "O ID do filme deve ser um número inteiro.")]
    [InlineData("""{"movie_id":1.5}""", "O ID do filme deve ser um número inteiro.")]
    [InlineData("""{"movie_id":"1.5"}""", "O ID do filme deve ser um número inteiro.")]
    public async Task Add_BadMovieId_AnswersItsText(string body, string text) =>
        (await Api.PostAsync("/api/favorites", body, (await Api.SignUpAsync()).Token)).ShouldBe(
            422, $$$"""{"message":"{{{text}}}","errors":{"movie_id":["{{{text}}}"]}}""");

    [Fact]
    public async Task Add_NoBody_IsTheSameAsAnEmptyObject() =>
        (await Api.PostAsync("/api/favorites", null, (await Api.SignUpAsync()).Token)).ShouldBe(
            422, """{"message":"O ID do filme é obrigatório.","errors":{"movie_id":["O ID do filme é obrigatório."]}}""");

    [Fact]
    public async Task Add_MovieIdAsText_IsTheNumber()
    {
        var user = await Api.SignUpAsync();

        (await Api.PostAsync("/api/favorites", $$"""{"movie_id":"{{Movies.First}}","user_id":1}""", user.Token)).ShouldSay(201, Added);

        (await user.FavoritesAsync()).ShouldBe([Movies.First]);
    }

    [Theory]
    [InlineData("987654321")]
    [InlineData("0")]
    [InlineData("99999999999")]
    public async Task Add_UnknownMovie_IsTheErrorOfMovies(string id)
    {
        var user = await Api.SignUpAsync();

        (await Api.PostAsync("/api/favorites", $$"""{"movie_id":{{id}}}""", user.Token)).ShouldSay(400, $"Erro ao buscar detalhes do filme com ID {id} no TMDB.");

        (await user.ListAsync()).ShouldBe(200, "[]");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Change_MalformedJson_IsTheCallersFault(string method)
    {
        var answer = await Api.SendAsync(new HttpMethod(method), "/api/favorites", (await Api.SignUpAsync()).Token, "{\"movie_id\":");

        answer.Status.ShouldBeOneOf([400, 422], answer.ToString());
        answer.Json!["message"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"movie_id":"abc"}""")]
    public async Task Remove_BadMovieId_IsTheCallersFault(string? body)
    {
        var answer = await Api.DeleteAsync("/api/favorites", body, (await Api.SignUpAsync()).Token);

        answer.Status.ShouldBeOneOf([400, 422], answer.ToString());
        answer.Json!["message"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Remove_UnknownMovie_IsNotThere()
    {
        var user = await Api.SignUpAsync();

        (await user.RemoveAsync(987654321)).ShouldSay(400, NotThere);
        (await Api.DeleteAsync("/api/favorites", $$"""{"movie_id":99999999999}""", user.Token)).ShouldSay(400, NotThere);
    }

    private IEnumerable<int> GenresOf(int movie) => Movies[movie]["genre_ids"]!.AsArray().Select(g => g!.GetValue<int>());
}

public sealed class FavoritesContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesContract(shared, run, 0, output);

public sealed class FavoritesContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesContract(shared, run, 100, output);

public sealed class FavoritesContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : FavoritesContract(shared, run, 50, output);
