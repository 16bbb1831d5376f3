using Monolith.PaperBroker.Market;

namespace Monolith.PaperBroker.Trading;

/// <summary>What was bought and sold of a share since the broker was started.</summary>
internal sealed record Position(Instrument Instrument, int Bought, decimal BuyValue, int Sold, decimal SellValue)
{
    public int Net => Bought - Sold;

    public Position With(Order filled) => filled.Side == Side.Buy
        ? this with { Bought = Bought + filled.Quantity, BuyValue = BuyValue + (filled.Quantity * filled.FilledAt!.Value) }
        : this with { Sold = Sold + filled.Quantity, SellValue = SellValue + (filled.Quantity * filled.FilledAt!.Value) };
}
