namespace Monolith.PaperBroker.Market;

/// <summary>A share that is traded here.</summary>
/// <param name="Token">The number by which feeds name it.</param>
/// <param name="Symbol">As Kite names it; Kotak adds the series, <c>INFY-EQ</c>.</param>
/// <param name="Isin">ISO 6166.</param>
/// <param name="FirstPrice">In INR.</param>
/// <param name="Volatility">Standard deviation of the logarithm of the price, over one tick.</param>
internal sealed record Instrument(int Token, string Symbol, string Isin, decimal FirstPrice, double Volatility)
{
    public static readonly IReadOnlyList<Instrument> All =
    [
        new(408065, "INFY", "INE009A01021", 1500.00m, 0.0006),
        new(2953217, "TCS", "INE467B01029", 3800.00m, 0.0005),
        new(738561, "RELIANCE", "INE002A01018", 2500.00m, 0.0006),
        new(341249, "HDFCBANK", "INE040A01034", 1600.00m, 0.0005),
        new(1270529, "ICICIBANK", "INE090A01021", 1000.00m, 0.0006),
        new(779521, "SBIN", "INE062A01020", 620.00m, 0.0007),
        new(424961, "ITC", "INE154A01025", 440.00m, 0.0004),
        new(884737, "TATAMOTORS", "INE155A01022", 750.00m, 0.0009),
    ];

    public static Instrument? Find(string? symbol) => All.FirstOrDefault(i => i.Symbol == symbol);
}
