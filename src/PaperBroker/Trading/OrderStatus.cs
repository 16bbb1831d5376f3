namespace Monolith.PaperBroker.Trading;

internal enum OrderStatus
{
    Open = 0,
    Complete = 1,
    Cancelled = 2,
    Rejected = 3,
}
