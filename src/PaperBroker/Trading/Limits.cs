namespace Monolith.PaperBroker.Trading;

/// <summary>What may be spent, in INR.</summary>
/// <param name="Cash">All there is.</param>
/// <param name="Reserved">Of it, for orders that are open.</param>
internal sealed record Limits(decimal Cash, decimal Reserved)
{
    public decimal Available => Cash - Reserved;
}
