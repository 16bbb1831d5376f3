using System.Text.Json.Serialization;

namespace Monolith.PaperBroker.Kotak;

/// <summary>An order in the form field <c>jData</c>: every value is text.</summary>
internal sealed record KotakOrder(
    [property: JsonPropertyName("es")] string? Exchange,
    [property: JsonPropertyName("pr")] string? Price,
    [property: JsonPropertyName("pt")] string? PriceType,
    [property: JsonPropertyName("qt")] string? Quantity,
    [property: JsonPropertyName("ts")] string? Symbol,
    [property: JsonPropertyName("tt")] string? Side,
    [property: JsonPropertyName("on")] string? OrderNumber);
