using System.Text.Json;
using Monolith.Strangler.Gateway.Configuration;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>Where the flags stand in the bytes of <c>strangler.json</c>.</summary>
/// <param name="Section">The value of the section.</param>
/// <param name="List">The list in it; null when it has none yet.</param>
/// <param name="Flags">Each flag in the list.</param>
internal sealed record FlagPlaces(Range Section, Range? List, IReadOnlyList<Range> Flags)
{
    private const string ListMember = "feature_flags";

    /// <param name="json">A file that was found right and has the section.</param>
    public static FlagPlaces Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var flags = new List<Range>();
        Range? list = null;
        GoTo(ref reader, depth: 1, GatewayFile.FlagSection);
        var section = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.CurrentDepth > 1)
        {
            if (reader.CurrentDepth != 2 || !reader.ValueTextEquals(ListMember))
            {
                continue;
            }

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var flag = (int)reader.TokenStartIndex;
                reader.Skip();
                flags.Add(flag..(int)reader.BytesConsumed);
            }

            list = start..(int)reader.BytesConsumed;
        }

        return new(section..(int)reader.BytesConsumed, list, flags);
    }

    private static void GoTo(ref Utf8JsonReader reader, int depth, string member)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth && reader.ValueTextEquals(member))
            {
                reader.Read();
                return;
            }
        }

        throw new InvalidOperationException($"The file has no {member}.");
    }
}
