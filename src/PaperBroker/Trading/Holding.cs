using Monolith.PaperBroker.Market;

namespace Monolith.PaperBroker.Trading;

/// <summary>Shares from before today.</summary>
internal sealed record Holding(Instrument Instrument, int Quantity, decimal AveragePrice);
