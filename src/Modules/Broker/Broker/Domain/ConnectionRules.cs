namespace Monolith.Broker.Domain;

/// <summary>The times and numbers that decide over a connection.</summary>
/// <param name="PendingFor">How long the second step may take.</param>
/// <param name="StepLease">How long a step is believed to be under way: longer than any, so that only one whose process died is overtaken.</param>
/// <param name="MaxRefusals">By the broker, within <paramref name="RefusalWindow"/>.</param>
/// <param name="RefusalWindow">From the first refusal on.</param>
internal sealed record ConnectionRules(TimeSpan PendingFor, TimeSpan StepLease, int MaxRefusals, TimeSpan RefusalWindow)
{
    public static ConnectionRules From(BrokerSettings settings) => new(
        settings.PendingFor,
        // A log-in is three calls.
        (3 * (settings.Kotak.Budget > settings.Zerodha.Budget ? settings.Kotak.Budget : settings.Zerodha.Budget)) + TimeSpan.FromSeconds(5),
        settings.MaxRefusals,
        settings.RefusalWindow);
}
