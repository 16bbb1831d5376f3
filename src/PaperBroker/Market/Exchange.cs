namespace Monolith.PaperBroker.Market;

/// <summary>
/// Prices, each a geometric random walk without drift. A seed and a number of ticks give the same prices always, on every machine: .NET keeps the sequence of
/// a seeded <see cref="Random"/>.
/// </summary>
internal sealed class Exchange(PaperSettings settings)
{
    // Ours move by twentieths of a rupee, as the exchange's do.
    private const decimal PriceStep = 0.05m;

    private readonly Lock _lock = new();
    private readonly Random _random = new(settings.Seed);
    private readonly Dictionary<Instrument, double> _prices = Instrument.All.ToDictionary(i => i, i => (double)i.FirstPrice);

    public long Ticks { get; private set; }

    public decimal PriceOf(Instrument instrument)
    {
        lock (_lock)
        {
            return Math.Round((decimal)_prices[instrument] / PriceStep) * PriceStep;
        }
    }

    /// <summary>One step of every price.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            foreach (var instrument in Instrument.All)
            {
                var (v, first) = (instrument.Volatility, (double)instrument.FirstPrice);
                var moved = _prices[instrument] * Math.Exp((v * NextNormal()) - (v * v / 2));
                // Weeks of walking shall not end at nothing.
                _prices[instrument] = Math.Clamp(moved, first / 10, first * 10);
            }

            Ticks++;
        }
    }

    // Box-Muller.
    private double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
