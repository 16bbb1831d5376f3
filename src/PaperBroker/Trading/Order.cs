using Monolith.PaperBroker.Market;

namespace Monolith.PaperBroker.Trading;

/// <summary>An order as it stands, at the market where it has no limit. It is filled wholly, at one price, or not at all; the reason is that of a rejection.</summary>
internal sealed record Order(
    string Id, Instrument Instrument, Side Side, int Quantity, decimal? LimitPrice, DateTimeOffset PlacedAt,
    OrderStatus Status = OrderStatus.Open, decimal? FilledAt = null, string? Reason = null)
{
    public int Filled => Status == OrderStatus.Complete ? Quantity : 0;

    public bool CanFillAt(decimal price) => LimitPrice is not { } limit || (Side == Side.Buy ? price <= limit : price >= limit);
}
