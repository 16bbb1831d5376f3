using System.Diagnostics.Metrics;
using Monolith.Kernel.Events.Outbox;

namespace Monolith.Kernel.Events;

/// <summary>What becomes of events in this process. Failures are attempts; what is dead has had too many of them.</summary>
internal static class EventMetrics
{
    public const string Name = "Monolith.Kernel.Events";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Published = Meter.CreateCounter<long>("monolith.events.published", "{event}", "Events committed to an outbox.");
    private static readonly Counter<long> Delivered = Meter.CreateCounter<long>("monolith.events.delivered", "{event}", "Events handled by a subscriber.");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("monolith.events.failed", "{attempt}", "Attempts to handle an event that failed.");
    private static readonly Counter<long> Died = Meter.CreateCounter<long>("monolith.events.died", "{event}", "Events given up after too many failures.");

    public static void CountPublished(IReadOnlyList<OutboxEvent> events)
    {
        foreach (var published in events)
        {
            Published.Add(1, new KeyValuePair<string, object?>("type", published.Type));
        }
    }

    public static void CountDelivered(string publisher, string subscriber, int count) => Delivered.Add(count, new("publisher", publisher), new("subscriber", subscriber));

    public static void CountFailed(string publisher, string subscriber) => Failed.Add(1, new("publisher", publisher), new("subscriber", subscriber));

    public static void CountDied(string publisher, string subscriber) => Died.Add(1, new("publisher", publisher), new("subscriber", subscriber));
}
