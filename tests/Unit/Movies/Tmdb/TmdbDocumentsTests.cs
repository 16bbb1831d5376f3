using System.Text;
using System.Text.Json;
using Monolith.Movies.Tmdb;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Tmdb;

public sealed class TmdbDocumentsTests
{
    [Theory]
    [InlineData("""{"id":5}""")]
    [InlineData("""{"id":5,"title":null,"overview":null,"release_date":null,"genre_ids":null,"popularity":"high","vote_count":1.5,"adult":0,"video":null,"poster_path":7}""")]
    [InlineData("""{"id":5,"genre_ids":[28,"x",null,9999999999,{}],"genres":"none"}""")]
    public void SearchResults_FieldsMissingOrOfAnotherType_AreThereWithTheirType(string movie)
        => MovieContract.ShouldBeSummary(Parse(TmdbDocuments.SearchResults(Bytes($$"""{"results":[{{movie}}]}""")))!.Value.EnumerateArray().Single());

    [Theory]
    [InlineData("""{"id":5}""")]
    [InlineData("""{"id":5,"genres":[{"id":28,"name":"Ação"}],"runtime":null,"homepage":null,"tagline":null,"budget":99999999999,"spoken_languages":null}""")]
    public void Details_FieldsMissingOrOfAnotherType_AreThereWithTheirType(string movie)
        => MovieContract.ShouldBeDetails(Parse(TmdbDocuments.Details(Bytes(movie), 5))!.Value);

    [Fact]
    public void SearchResults_EntriesThatAreNoFilmsOrForAdults_AreLeftOut()
    {
        var results = TmdbDocuments.SearchResults(Bytes("""{"results":[{"title":"no id"},{"id":"6"},null,7,{"id":8,"adult":true},{"id":9}]}"""));

        Parse(results)!.Value.EnumerateArray().Select(m => m.GetProperty("id").GetInt32()).ShouldBe([9]);
    }

    [Fact]
    public void Genres_EntriesWithoutIdOrName_AreLeftOut()
        => Parse(TmdbDocuments.Genres(Bytes("""{"genres":[{"id":1},{"name":"x"},5,{"id":28,"name":"Ação"}]}""")))!.Value
            .EnumerateArray().Single().GetProperty("id").GetInt32().ShouldBe(28);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"results":[""")]
    [InlineData("""{"results":{}}""")]
    [InlineData("""{"results":[],"results":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void AnyDocument_NotAsDocumented_IsRefused(string body)
    {
        TmdbDocuments.SearchResults(Bytes(body)).ShouldBeNull();
        TmdbDocuments.Genres(Bytes(body)).ShouldBeNull();
        TmdbDocuments.Details(Bytes(body), 5).ShouldBeNull();
    }

    [Fact]
    public void AnyDocument_NestedTooDeep_IsRefused()
        => TmdbDocuments.Details(Bytes($$"""{"id":5,"x":{{new string('[', 40)}}{{new string(']', 40)}}}"""), 5).ShouldBeNull();

    [Fact]
    public void Details_OfAnotherFilm_AreRefused() => TmdbDocuments.Details(Bytes("""{"id":6}"""), 5).ShouldBeNull();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static JsonElement? Parse(byte[]? json) => json is null ? null : JsonDocument.Parse(json).RootElement;
}
