using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Inbox;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>The subscriber is in this process.</summary>
internal sealed class InProcessCarrier(EventCatalog catalog, EventInbox inbox) : IBatchCarrier
{
    public Task<DeliveryOutcome> CarryAsync(string subscriber, EventMessage message, CancellationToken cancellationToken)
        => catalog.Find(subscriber, message.Type) is { } subscription
            ? inbox.HandleAsync(subscription, message, cancellationToken)
            : Task.FromResult(DeliveryOutcome.Failed($"'{subscriber}' has no handler for {message.Type} here."));

    public Task<bool> TryCarryTogetherAsync(string subscriber, IReadOnlyList<EventMessage> messages, CancellationToken cancellationToken)
    {
        var known = messages.Select(m => (catalog.Find(subscriber, m.Type)!, m)).ToList();
        return known.Exists(k => k.Item1 is null) ? Task.FromResult(false) : inbox.TryHandleTogetherAsync(known, cancellationToken);
    }
}
