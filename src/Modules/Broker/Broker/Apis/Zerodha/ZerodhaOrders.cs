using System.Globalization;
using System.Text.Json;
using Monolith.Broker.Http;

namespace Monolith.Broker.Apis.Zerodha;

/// <summary>Orders in Kite's shape.</summary>
internal static class ZerodhaOrders
{
    public static IEnumerable<KeyValuePair<string, string>> Write(NewOrder order)
    {
        yield return new("exchange", "NSE");
        yield return new("tradingsymbol", order.Symbol);
        yield return new("transaction_type", order.IsBuy ? "BUY" : "SELL");
        yield return new("quantity", order.Quantity.ToString(CultureInfo.InvariantCulture));
        yield return new("order_type", order.Price is null ? "MARKET" : "LIMIT");
        yield return new("product", "CNC");
        yield return new("validity", "DAY");
        if (order.Price is { } price)
        {
            yield return new("price", price.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Null when it is not an order.</summary>
    public static OrderView? Read(JsonElement? order)
        => order.Text("order_id") is { } id && order.Text("tradingsymbol") is { } symbol && order.Text("status") is { } status && order.Number("quantity") is { } quantity
            ? new()
            {
                OrderId = id,
                Symbol = symbol,
                Side = order.Text("transaction_type") == "BUY" ? "BUY" : "SELL",
                Quantity = quantity,
                FilledQuantity = order.Number("filled_quantity") ?? 0,
                Price = order.Text("order_type") == "LIMIT" ? order.Number("price") : null,
                AveragePrice = order.Number("average_price") is > 0 and var average ? average : null,
                Status = status.ToLowerInvariant(),
                Reason = order.Text("status_message"),
            }
            : null;
}
