using System.Globalization;
using System.Text.Json;
using Monolith.Broker.Http;

namespace Monolith.Broker.Apis.Kotak;

/// <summary>Orders in Kotak's shape: short names, every value text, and the series behind the symbol.</summary>
internal static class KotakOrders
{
    private const string Series = "-EQ";

    public static IReadOnlyDictionary<string, string> Write(NewOrder order) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["am"] = "NO",
        ["dq"] = "0",
        ["es"] = "nse_cm",
        ["mp"] = "0",
        ["pc"] = "CNC",
        ["pf"] = "N",
        ["pr"] = (order.Price ?? 0).ToString(CultureInfo.InvariantCulture),
        ["pt"] = order.Price is null ? "MKT" : "L",
        ["qt"] = order.Quantity.ToString(CultureInfo.InvariantCulture),
        ["rt"] = "DAY",
        ["tp"] = "0",
        ["ts"] = order.Symbol + Series,
        ["tt"] = order.IsBuy ? "B" : "S",
    };

    /// <summary>Null when it is not an order.</summary>
    public static OrderView? Read(JsonElement? order)
        => order.Text("nOrdNo") is { } id && order.Text("trdSym") is { } symbol && order.Text("ordSt") is { } status && order.Number("qty") is { } quantity
            ? new()
            {
                OrderId = id,
                Symbol = symbol.EndsWith(Series, StringComparison.Ordinal) ? symbol[..^Series.Length] : symbol,
                Side = order.Text("trnsTp") == "B" ? "BUY" : "SELL",
                Quantity = quantity,
                FilledQuantity = order.Number("fldQty") ?? 0,
                Price = order.Text("prcTp") == "L" ? order.Number("prc") : null,
                AveragePrice = order.Number("avgPrc") is > 0 and var average ? average : null,
                Status = status.ToLowerInvariant(),
                Reason = order.Text("rejRsn") is { } reason and not "--" ? reason : null,
            }
            : null;
}
