using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Monolith.Movies.Tmdb;

/// <summary>Turns what TMDB sends into what the frontend's contract says. Each answers null for a document that is not what it should be.</summary>
internal static class TmdbDocuments
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The films of a page of results; films for adults are left out, for the search asks for none.</summary>
    public static byte[]? SearchResults(byte[] body) => Convert(body, static (root, writer) =>
    {
        if (!IsObject(root) || !root.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        writer.WriteStartArray();
        foreach (var movie in results.EnumerateArray().Where(m => HasId(m) && !IsForAdults(m)))
        {
            MovieShape.WriteSummary(writer, movie);
        }

        writer.WriteEndArray();
        return true;
    });

    public static byte[]? Genres(byte[] body) => Convert(body, static (root, writer) =>
    {
        if (!IsObject(root) || !root.TryGetProperty("genres", out var genres) || genres.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        writer.WriteStartArray();
        foreach (var genre in genres.EnumerateArray().Where(g => HasId(g) && g.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String))
        {
            genre.WriteTo(writer);
        }

        writer.WriteEndArray();
        return true;
    });

    public static byte[]? Details(byte[] body, int id) => Convert(body, (root, writer) =>
    {
        if (!HasId(root) || root.GetProperty("id").GetInt32() != id)
        {
            return false;
        }

        MovieShape.WriteDetails(writer, root);
        return true;
    });

    private static byte[]? Convert(byte[] body, Func<JsonElement, Utf8JsonWriter, bool> write)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            using var stream = new MemoryStream(body.Length);
            using (var writer = new Utf8JsonWriter(stream, Written))
            {
                if (!write(document.RootElement, writer))
                {
                    return null;
                }
            }

            return stream.ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static bool HasId(JsonElement element)
        => IsObject(element) && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _);

    private static bool IsForAdults(JsonElement movie) => movie.TryGetProperty("adult", out var adult) && adult.ValueKind == JsonValueKind.True;
}
