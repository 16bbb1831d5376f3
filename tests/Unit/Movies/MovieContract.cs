using System.Text.Json;
using Shouldly;

namespace Monolith.Unit.Movies;

/// <summary>The frontend's contract of a film, field by field, written down apart from the code that must keep it.</summary>
internal static class MovieContract
{
    public static void ShouldBeSummary(JsonElement movie)
    {
        Text(movie, "title", "original_title", "original_language", "overview", "release_date");
        TextOrNull(movie, "poster_path", "backdrop_path");
        Kinds(movie, [JsonValueKind.Number], "id", "popularity", "vote_average", "vote_count");
        Kinds(movie, [JsonValueKind.True, JsonValueKind.False], "adult", "video");
        movie.GetProperty("id").TryGetInt32(out _).ShouldBeTrue();
        movie.GetProperty("vote_count").TryGetInt32(out _).ShouldBeTrue();
        movie.GetProperty("genre_ids").EnumerateArray().ShouldAllBe(g => g.ValueKind == JsonValueKind.Number);
    }

    public static void ShouldBeDetails(JsonElement movie)
    {
        ShouldBeSummary(movie);
        Text(movie, "status", "tagline", "homepage");
        TextOrNull(movie, "imdb_id");
        Kinds(movie, [JsonValueKind.Number], "runtime", "budget", "revenue");
        Kinds(movie, [JsonValueKind.Array], "genres", "production_countries", "production_companies", "spoken_languages");
        movie.GetProperty("genres").EnumerateArray().ShouldAllBe(g => g.GetProperty("id").GetInt32() > 0 && g.GetProperty("name").GetString()!.Length > 0);
        movie.GetProperty("production_countries").EnumerateArray().ShouldAllBe(c => c.GetProperty("iso_3166_1").GetString()!.Length == 2);
    }

    private static void Text(JsonElement movie, params string[] names) => Kinds(movie, [JsonValueKind.String], names);

    private static void TextOrNull(JsonElement movie, params string[] names) => Kinds(movie, [JsonValueKind.String, JsonValueKind.Null], names);

    private static void Kinds(JsonElement movie, JsonValueKind[] kinds, params string[] names)
    {
        foreach (var name in names)
        {
            movie.TryGetProperty(name, out var value).ShouldBeTrue($"'{name}' is missing");
            kinds.ShouldContain(value.ValueKind, $"'{name}'");
        }
    }
}
