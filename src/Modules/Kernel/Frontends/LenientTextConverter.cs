using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// Reads any JSON scalar as text, so that a value of the wrong type reaches the validator, which has a text for it, and not the JSON reader, which has
/// none. Surrounding white space goes; empty text, null, objects and arrays are null. Passwords must not use it: their white space counts.
/// </summary>
public class LenientTextConverter : JsonConverter<string?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        var text = value.RootElement.ValueKind switch
        {
            JsonValueKind.String => value.RootElement.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.RootElement.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text = Trim(text)) ? null : text;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }

    /// <summary>What is done about surrounding white space.</summary>
    protected virtual string? Trim(string? text) => text?.Trim();
}
