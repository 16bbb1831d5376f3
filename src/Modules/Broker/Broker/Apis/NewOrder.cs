namespace Monolith.Broker.Apis;

/// <summary>A share of NSE, delivered, for the day.</summary>
/// <param name="Symbol">Without a series: <c>INFY</c>.</param>
/// <param name="IsBuy">Else it is a sale.</param>
/// <param name="Quantity">At least 1.</param>
/// <param name="Price">The limit in INR; null: at the market.</param>
internal sealed record NewOrder(string Symbol, bool IsBuy, int Quantity, decimal? Price);
