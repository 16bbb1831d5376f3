using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Kernel.Frontends;

/// <summary>Money as the trading frontend has it: a JSON number with two decimals, exact in both directions.</summary>
public sealed class MoneyConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(value.ToString("F2", CultureInfo.InvariantCulture));
    }
}
