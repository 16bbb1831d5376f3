using System.Globalization;
using System.Text.Json;

namespace Monolith.Broker.Http;

/// <summary>Reads answers, which come from somebody else's server.</summary>
internal static class BrokerJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The object in an answer; null when it is none.</summary>
    public static JsonElement? Object(BrokerReply reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member when it is of that kind; null else, and when there is no object.</summary>
    public static JsonElement? Member(this JsonElement? element, string name, JsonValueKind kind)
        => element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    /// <summary>Text or a number, as text; null for anything else.</summary>
    public static string? Text(this JsonElement? element, string name)
        => element is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var member) ? null
            : member.ValueKind switch
            {
                JsonValueKind.String => member.GetString(),
                JsonValueKind.Number => member.GetRawText(),
                _ => null,
            };

    /// <summary>A number, or a text that is one; null for anything else.</summary>
    public static decimal? Number(this JsonElement? element, string name)
        => decimal.TryParse(element.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The elements of an array, each read; null when one of them cannot be.</summary>
    public static IReadOnlyList<T>? Elements<T>(this JsonElement array, Func<JsonElement?, T?> read)
        where T : class
    {
        var elements = array.EnumerateArray().Select(element => read(element)).OfType<T>().ToList();
        return elements.Count == array.GetArrayLength() ? elements : null;
    }
}
