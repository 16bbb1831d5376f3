namespace Monolith.PaperBroker.Trading;

internal enum Side
{
    Buy = 0,
    Sell = 1,
}
