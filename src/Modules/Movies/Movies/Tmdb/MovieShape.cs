using System.Collections.Frozen;
using System.Text.Json;

namespace Monolith.Movies.Tmdb;

/// <summary>
/// Passes TMDB's films on as they are, and makes sure that each field of the contract is there with its type: where TMDB leaves one out or sends null, the
/// frontend must not stumble. What the contract does not name stays as it is.
/// </summary>
internal static class MovieShape
{
    private static readonly FrozenDictionary<string, FieldKind> Summary = new Dictionary<string, FieldKind>(StringComparer.Ordinal)
    {
        ["title"] = FieldKind.Text,
        ["original_title"] = FieldKind.Text,
        ["original_language"] = FieldKind.Text,
        ["overview"] = FieldKind.Text,
        ["poster_path"] = FieldKind.TextOrNull,
        ["backdrop_path"] = FieldKind.TextOrNull,
        ["release_date"] = FieldKind.Text,
        ["popularity"] = FieldKind.Number,
        ["vote_average"] = FieldKind.Number,
        ["vote_count"] = FieldKind.Integer,
        ["adult"] = FieldKind.Flag,
        ["video"] = FieldKind.Flag,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FieldKind> Details = new Dictionary<string, FieldKind>(Summary, StringComparer.Ordinal)
    {
        ["genres"] = FieldKind.List,
        ["production_countries"] = FieldKind.List,
        ["production_companies"] = FieldKind.List,
        ["runtime"] = FieldKind.Integer,
        ["imdb_id"] = FieldKind.TextOrNull,
        ["budget"] = FieldKind.Integer,
        ["revenue"] = FieldKind.Integer,
        ["status"] = FieldKind.Text,
        ["tagline"] = FieldKind.Text,
        ["homepage"] = FieldKind.Text,
        ["spoken_languages"] = FieldKind.List,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void WriteSummary(Utf8JsonWriter writer, JsonElement movie) => Write(writer, movie, Summary);

    public static void WriteDetails(Utf8JsonWriter writer, JsonElement movie) => Write(writer, movie, Details);

    private static void Write(Utf8JsonWriter writer, JsonElement movie, FrozenDictionary<string, FieldKind> fields)
    {
        writer.WriteStartObject();
        foreach (var property in movie.EnumerateObject())
        {
            // The genres' ids are written below: details bring them only inside of the genres.
            if (!property.NameEquals("genre_ids"u8) && (!fields.TryGetValue(property.Name, out var kind) || Fits(property.Value, kind)))
            {
                property.WriteTo(writer);
            }
        }

        WriteGenreIds(writer, movie);
        foreach (var (name, kind) in fields)
        {
            if (!movie.TryGetProperty(name, out var value) || !Fits(value, kind))
            {
                WriteNothing(writer, name, kind);
            }
        }

        writer.WriteEndObject();
    }

    private static bool Fits(JsonElement value, FieldKind kind) => kind switch
    {
        FieldKind.Text => value.ValueKind == JsonValueKind.String,
        FieldKind.TextOrNull => value.ValueKind is JsonValueKind.String or JsonValueKind.Null,
        FieldKind.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        FieldKind.Number => value.ValueKind == JsonValueKind.Number,
        FieldKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Array,
    };

    private static void WriteNothing(Utf8JsonWriter writer, string name, FieldKind kind)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(kind switch
        {
            FieldKind.Text => "\"\"",
            FieldKind.TextOrNull => "null",
            FieldKind.Integer or FieldKind.Number => "0",
            FieldKind.Flag => "false",
            _ => "[]",
        });
    }

    private static void WriteGenreIds(Utf8JsonWriter writer, JsonElement movie)
    {
        writer.WriteStartArray("genre_ids"u8);
        foreach (var id in GenreIdsOf(movie))
        {
            writer.WriteNumberValue(id);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<int> GenreIdsOf(JsonElement movie)
    {
        var ids = movie.TryGetProperty("genre_ids", out var plain) && plain.ValueKind == JsonValueKind.Array ? plain.EnumerateArray()
            : movie.TryGetProperty("genres", out var genres) && genres.ValueKind == JsonValueKind.Array ? genres.EnumerateArray().Select(IdOf)
            : [];
        return ids.Where(id => id.ValueKind == JsonValueKind.Number).Select(id => id.TryGetInt32(out var number) ? number : (int?)null).OfType<int>();
    }

    private static JsonElement IdOf(JsonElement genre)
        => genre.ValueKind == JsonValueKind.Object && genre.TryGetProperty("id", out var id) ? id : default;
}
