namespace Monolith.Broker.Features.Orders;

internal sealed class PlaceOrderInput
{
    /// <summary>A share of NSE, as <c>INFY</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary><c>BUY</c> or <c>SELL</c>.</summary>
    public string? Side { get; init; }

    public int? Quantity { get; init; }

    /// <summary>The limit in INR; null: at the market.</summary>
    public decimal? Price { get; init; }
}
