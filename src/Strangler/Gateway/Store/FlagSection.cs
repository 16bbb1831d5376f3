using System.Text;
using System.Text.Json;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>Writes the flags back into the text of <c>strangler.json</c> and leaves everything else, comments too, as somebody wrote it.</summary>
internal static class FlagSection
{
    private static readonly JsonSerializerOptions Indented = new(FlagDocument.Json) { WriteIndented = true };

    /// <param name="text">A file that was found right and has the section.</param>
    /// <param name="flags">What the section shall say.</param>
    public static string Replace(string text, FlagDocument flags)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (start, end) = Find(bytes);
        var section = JsonSerializer.Serialize(flags.FeatureManagement, Indented).ReplaceLineEndings("\n  ");
        return Encoding.UTF8.GetString(bytes.AsSpan(0, start)) + section + Encoding.UTF8.GetString(bytes.AsSpan(end));
    }

    private static (int Start, int End) Find(byte[] json)
    {
        // A mark of the byte order is no JSON.
        var offset = json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(json.AsSpan(offset), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(GatewayFile.FlagSection))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return (offset + start, offset + (int)reader.BytesConsumed);
            }
        }

        throw new InvalidOperationException($"The file has no {GatewayFile.FlagSection}.");
    }
}
