using System.Globalization;
using System.Text.Json;

namespace Monolith.Kernel.Security.Jose;

/// <summary>Reads the JSON in tokens. Two readers must never see two different values in one token, so a repeated name is an error, not a choice.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    // 9999-12-31T23:59:59Z, the last second DateTimeOffset can hold.
    private const long MaxUnixSeconds = 253_402_300_799;

    /// <returns>Null when it is not one JSON object in valid UTF-8 with every name at most once.</returns>
    public static JsonDocument? ParseObject(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when the property is missing, not text, empty, or not valid Unicode.</returns>
    public static string? Text(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: syntactically JSON, but no text.
            return null;
        }
    }

    /// <summary>A NumericDate (RFC 7519): whole seconds since 1970.</summary>
    /// <returns>Null when the property is missing, not a whole number, or out of range.</returns>
    public static DateTimeOffset? Time(this JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is >= 0 and <= MaxUnixSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <returns>Null when the property is missing or is not text that spells a positive integer in its one usual way.</returns>
    public static int? PositiveInteger(this JsonElement json, string name)
        => int.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && json.Text(name)![0] != '0'
            ? number
            : null;
}
