using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features;

/// <summary>Money as the contract has it: a JSON number with two decimals, exact in both directions.</summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
        => writer.WriteRawValue(value.ToString("F2", CultureInfo.InvariantCulture));
}
