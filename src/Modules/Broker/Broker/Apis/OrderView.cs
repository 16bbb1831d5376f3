using System.Text.Json.Serialization;

namespace Monolith.Broker.Apis;

/// <summary>An order of either broker's, in the words of this module's routes.</summary>
internal sealed record OrderView
{
    [JsonPropertyName("order_id")]
    public required string OrderId { get; init; }

    /// <summary>Of the share, on NSE.</summary>
    public required string Symbol { get; init; }

    /// <summary><c>BUY</c> or <c>SELL</c>.</summary>
    public required string Side { get; init; }

    public required decimal Quantity { get; init; }

    [JsonPropertyName("filled_quantity")]
    public required decimal FilledQuantity { get; init; }

    /// <summary>The limit; null at the market.</summary>
    public decimal? Price { get; init; }

    /// <summary>What was paid; null until something was.</summary>
    [JsonPropertyName("average_price")]
    public decimal? AveragePrice { get; init; }

    /// <summary>The broker's word for it, in lower case: <c>open</c>, <c>complete</c>, <c>cancelled</c>, <c>rejected</c> and what else it has.</summary>
    public required string Status { get; init; }

    /// <summary>Of a rejection; null else.</summary>
    public string? Reason { get; init; }
}
