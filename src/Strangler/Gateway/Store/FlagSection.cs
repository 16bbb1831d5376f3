using System.Text;
using System.Text.Json;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>
/// Writes flags back into the text of <c>strangler.json</c>: those that changed and new ones. Everything else, comments and line ends too, stays as somebody
/// wrote it.
/// </summary>
internal static class FlagSection
{
    private const string Step = "  ";

    private static readonly JsonSerializerOptions Indented = new(FlagDocument.Json) { WriteIndented = true, NewLine = "\n" };
    private static readonly JsonSerializerOptions Lenient = new(FlagDocument.Json) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="text">A file that was found right and has the section.</param>
    /// <param name="flags">What the section shall say.</param>
    public static string Replace(string text, FlagDocument flags)
    {
        var json = Encoding.UTF8.GetBytes(text);
        var places = FlagPlaces.Find(json);
        var before = places.Flags.Select(place => JsonSerializer.Deserialize<FeatureFlag>(json.AsSpan(place), Lenient)!).ToList();
        return places.List is { } list && KeepsWhatIsThere(before, flags.Flags)
            ? Splice(json, [.. Changed(json, places.Flags, before, flags.Flags), .. Added(json, list, places.Flags, [.. flags.Flags.Skip(before.Count)])])
            : Splice(json, [(places.Section, Written(flags.FeatureManagement, LineStart(json, places.Section)))]);
    }

    private static bool KeepsWhatIsThere(List<FeatureFlag> before, IReadOnlyList<FeatureFlag> after)
        => before.Select(f => f.Id).SequenceEqual(after.Take(before.Count).Select(f => f.Id), StringComparer.Ordinal);

    private static IEnumerable<(Range Place, string Text)> Changed(byte[] json, IReadOnlyList<Range> places, List<FeatureFlag> before, IReadOnlyList<FeatureFlag> after)
        => places.Index()
            .Where(p => before[p.Index].ToJson() != after[p.Index].ToJson())
            .Select(p => (p.Item, Written(after[p.Index], LineStart(json, p.Item))));

    private static IEnumerable<(Range Place, string Text)> Added(byte[] json, Range list, IReadOnlyList<Range> places, List<FeatureFlag> added)
    {
        if (added.Count == 0)
        {
            return [];
        }

        if (places.Count > 0)
        {
            var beside = LineStart(json, places[^1]);
            return [(places[^1].End..places[^1].End, string.Concat(added.Select(flag => $",{beside}{Written(flag, beside)}")))];
        }

        var outside = LineStart(json, list);
        var opened = list.Start.Value + 1;
        return [(opened..opened, string.Join(',', added.Select(flag => $"{outside}{Step}{Written(flag, outside + Step)}")) + outside)];
    }

    /// <summary>What begins a line like the one of a place: the file's line end and that line's indentation.</summary>
    private static string LineStart(byte[] json, Range place)
    {
        var line = json.AsSpan(..place.Start)[(json.AsSpan(..place.Start).LastIndexOf((byte)'\n') + 1)..];
        var indentation = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return (json.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n") + Encoding.UTF8.GetString(indentation < 0 ? line : line[..indentation]);
    }

    private static string Written<T>(T value, string lineStart) => JsonSerializer.Serialize(value, Indented).Replace("\n", lineStart, StringComparison.Ordinal);

    private static string Splice(byte[] json, IEnumerable<(Range Place, string Text)> edits)
    {
        var text = new StringBuilder();
        var done = 0;
        foreach (var (place, replacement) in edits)
        {
            text.Append(Encoding.UTF8.GetString(json.AsSpan(done..place.Start.Value))).Append(replacement);
            done = place.End.Value;
        }

        return text.Append(Encoding.UTF8.GetString(json.AsSpan(done..))).ToString();
    }
}
