using Monolith.Movies.Catalogue;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Catalogue;

public sealed class FilmSearchTests(CatalogueFixture catalogue) : IClassFixture<CatalogueFixture>
{
    [Theory]
    [InlineData("batman", "Batman")]
    [InlineData("BATMAN", "Batman")]
    [InlineData("dark knight", "The Dark Knight")]
    [InlineData("godfather", "The Godfather")]
    [InlineData("knight dark", "The Dark Knight")]
    [InlineData("dark kni", "The Dark Knight")]
    [InlineData("m", "M")]
    [InlineData("up", "Up")]
    [InlineData("matrix", "The Matrix")]
    [InlineData("cidade de deus", "City of God")]
    [InlineData("千と千尋", "Spirited Away")]
    public async Task Search_ByTitle_PutsTheTitleMeantFirst(string text, string expected)
        => (await TitlesAsync(text))[0].ShouldBe(expected);

    [Theory]
    [InlineData("amelie", "Amélie")]
    [InlineData("AMÉLIE", "Amélie")]
    [InlineData("ame\u0301lie", "Amélie")]
    [InlineData("leon", "Léon: The Professional")]
    [InlineData("8½", "8½")]
    [InlineData("8 1/2", "8½")]
    [InlineData("wall-e", "WALL·E")]
    [InlineData("schindlers list", "Schindler's List")]
    [InlineData("schindler’s list", "Schindler's List")]
    [InlineData("harold & maude", "Harold and Maude")]
    [InlineData("  star   wars ", "Star Wars: Episode VI - Return of the Jedi")]
    public async Task Search_OtherSpelling_FindsTheSame(string text, string expected)
        => (await TitlesAsync(text)).ShouldContain(expected);

    [Theory]
    [InlineData("batmn", "Batman")]
    [InlineData("batamn", "Batman")]
    [InlineData("dark knigth", "The Dark Knight")]
    [InlineData("matirx", "The Matrix")]
    [InlineData("godfahter", "The Godfather")]
    [InlineData("pulp ficton", "Pulp Fiction")]
    [InlineData("spiderman 2", "Spider-Man 2")]
    [InlineData("forest gump", "Forrest Gump")]
    [InlineData("shawshenk redemtion", "The Shawshank Redemption")]
    public async Task Search_SmallTypingError_PutsTheTitleMeantFirst(string text, string expected)
        => (await TitlesAsync(text))[0].ShouldBe(expected);

    [Fact]
    public async Task Search_FirstOfTheFrontend_AnswersEveryBatmanAndNothingElse()
    {
        var films = await catalogue.Films.SearchAsync("batman", default);

        films.Select(f => f.Id).ShouldBe([268, 364, 272, 414906, 414, 415], ignoreOrder: true);
        films[0].Id.ShouldBe(268);
    }

    [Fact]
    public async Task Search_ByDirector_FindsTheFilmsBelowTitles()
    {
        (await catalogue.Films.SearchAsync("christopher nolan", default)).ShouldAllBe(f => f.Directors.Contains("Christopher Nolan"));
        (await catalogue.Films.SearchAsync("scorcese", default)).ShouldAllBe(f => f.Directors.Contains("Martin Scorsese"));
        var ford = await catalogue.Films.SearchAsync("ford", default);
        ford[0].Title.ShouldBe("The Assassination of Jesse James by the Coward Robert Ford");
        ford.ShouldContain(f => f.Directors.Contains("John Ford"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("!!!")]
    [InlineData("' : * | ! ( ) <->")]
    [InlineData("😀")]
    [InlineData("zzzzzzzzz")]
    public async Task Search_NothingToFind_FindsNothing(string text)
        => (await catalogue.Films.SearchAsync(text, default)).ShouldBeEmpty();

    [Theory]
    [InlineData("a")]
    [InlineData("the")]
    [InlineData("'; DROP TABLE films; --")]
    [InlineData("a' | 'b':*")]
    public async Task Search_AnyText_AnswersAtMostTwentyAndHarmsNothing(string text)
    {
        (await catalogue.Films.SearchAsync(text, default)).Count.ShouldBeLessThanOrEqualTo(20);

        (await catalogue.LinesAsync("SELECT count(*) FROM films")).ShouldBe(["1006"]);
    }

    [Fact]
    public async Task Search_TypingErrorBefore_LeavesNoSettingBehind()
    {
        await catalogue.Films.SearchAsync("batmn", default);

        (await catalogue.LinesAsync("SHOW pg_trgm.word_similarity_threshold")).ShouldBe(["0.6"]);
    }

    [Theory]
    [InlineData(nameof(FilmQueries.Matching), "ix_films_search_words")]
    [InlineData(nameof(FilmQueries.Matching), "ix_films_title_search_original_title_search_directors_search")]
    [InlineData(nameof(FilmQueries.Resembling), "ix_films_title_search_original_title_search_directors_search")]
    public async Task Query_WhereTableIsLarge_UsesTheIndexes(string query, string index)
    {
        // A thousand rows are read faster than an index; the planner is told to take one as it would with many.
        await using var connection = await catalogue.Database.OpenConnectionAsync(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('enable_seqscan', 'off', true)"));
        var sql = query == nameof(FilmQueries.Matching) ? FilmQueries.Matching : FilmQueries.Resembling;
        batch.BatchCommands.Add(new NpgsqlBatchCommand("EXPLAIN " + sql) { Parameters = { new NpgsqlParameter<string>("text", "batman") } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        plan.ShouldContain(line => line.Contains(index), string.Join('\n', plan));
    }

    [Theory]
    [InlineData(268, "Batman")]
    [InlineData(155, "The Dark Knight")]
    [InlineData(680, "Pulp Fiction")]
    public async Task Find_KnownId_AnswersTheFilm(int id, string title)
        => (await catalogue.Films.FindAsync(id, default))!.Title.ShouldBe(title);

    [Theory]
    [InlineData(0)]
    [InlineData(-268)]
    [InlineData(int.MaxValue)]
    public async Task Find_UnknownId_AnswersNull(int id)
        => (await catalogue.Films.FindAsync(id, default)).ShouldBeNull();

    private async Task<List<string>> TitlesAsync(string text)
        => [.. (await catalogue.Films.SearchAsync(text, default)).Select(f => f.Title)];
}
