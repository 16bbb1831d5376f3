using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Monolith.Integration.Contract;

/// <summary>The fields of TMDB's answers that the frontend reads, with their types.</summary>
internal static class MovieShape
{
    private static readonly (string Name, JsonValueKind[] Kinds)[] Common =
    [
        ("id", [JsonValueKind.Number]),
        ("title", [JsonValueKind.String]),
        ("original_title", [JsonValueKind.String]),
        ("original_language", [JsonValueKind.String]),
        ("overview", [JsonValueKind.String]),
        ("poster_path", [JsonValueKind.String, JsonValueKind.Null]),
        ("backdrop_path", [JsonValueKind.String, JsonValueKind.Null]),
        ("release_date", [JsonValueKind.String]),
        ("popularity", [JsonValueKind.Number]),
        ("vote_average", [JsonValueKind.Number]),
        ("vote_count", [JsonValueKind.Number]),
        ("adult", [JsonValueKind.True, JsonValueKind.False]),
        ("video", [JsonValueKind.True, JsonValueKind.False]),
        ("genre_ids", [JsonValueKind.Array]),
    ];

    private static readonly (string Name, JsonValueKind[] Kinds)[] OfDetails =
    [
        ("genres", [JsonValueKind.Array]),
        ("production_countries", [JsonValueKind.Array]),
        ("production_companies", [JsonValueKind.Array]),
        ("spoken_languages", [JsonValueKind.Array]),
        ("runtime", [JsonValueKind.Number, JsonValueKind.Null]),
        ("imdb_id", [JsonValueKind.String, JsonValueKind.Null]),
        ("budget", [JsonValueKind.Number]),
        ("revenue", [JsonValueKind.Number]),
        ("status", [JsonValueKind.String]),
        ("tagline", [JsonValueKind.String, JsonValueKind.Null]),
        ("homepage", [JsonValueKind.String, JsonValueKind.Null]),
    ];

    public static void CheckResult(JsonObject movie) => Check(movie, Common);

    public static void CheckDetails(JsonObject movie)
    {
        Check(movie, Common);
        Check(movie, OfDetails);
        foreach (var genre in movie["genres"]!.AsArray())
        {
            Check(genre!.AsObject(), [("id", [JsonValueKind.Number]), ("name", [JsonValueKind.String])]);
        }

        foreach (var country in movie["production_countries"]!.AsArray())
        {
            Check(country!.AsObject(), [("iso_3166_1", [JsonValueKind.String]), ("name", [JsonValueKind.String])]);
        }
    }

    private static void Check(JsonObject value, IEnumerable<(string Name, JsonValueKind[] Kinds)> fields)
    {
        foreach (var (name, kinds) in fields)
        {
            value.ContainsKey(name).ShouldBeTrue($"{name} is missing in {value.ToJsonString()}");
            (value[name]?.GetValueKind() ?? JsonValueKind.Null).ShouldBeOneOf(kinds, $"{name} in {value.ToJsonString()}");
        }
    }
}
