using System.Collections.Concurrent;
using Monolith.Kernel.Events.Catalog;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>
/// A sender for each subscriber. The broker does one thing after the other on a channel, and may wait there for a minute when a quorum queue has no leader: on one channel for all, a single such
/// queue would hold up the events of everybody, and their outcomes.
/// </summary>
internal sealed class RabbitMqSenders(RabbitMqConnection connection, RabbitMqTopology topology, EventCatalog catalog, EventSettings settings) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RabbitMqSender> _senders = new(StringComparer.Ordinal);

    public RabbitMqSender To(string subscriber) => _senders.GetOrAdd(subscriber, _ => new RabbitMqSender(connection, topology, catalog, settings));

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders.Values)
        {
            await sender.DisposeAsync();
        }
    }
}
