using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Events.RabbitMq;
using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// Chooses the way to each subscriber: by the broker, where there is one; else as requests to it are placed, in this process or by the internal address of the one that has it.
/// </summary>
internal sealed class EventCarriers(EventCatalog catalog, EventInbox inbox, RemoteModules remotes, IServiceProvider services, RabbitMqSenders? broker = null)
{
    /// <returns>Null when there is no way from here: its events wait for a process that has one.</returns>
    public IEventCarrier? To(string subscriber)
        => broker is not null ? new RabbitMqCarrier(broker.To(subscriber))
            : remotes.Find(subscriber) is { } remote ? ActivatorUtilities.CreateInstance<HttpCarrier>(services, remote)
            : catalog.HandlesFor(subscriber) ? new InProcessCarrier(catalog, inbox)
            : !catalog.Loaded.Contains(subscriber, StringComparer.Ordinal) && remotes.Default is { } other ? ActivatorUtilities.CreateInstance<HttpCarrier>(services, other)
            : null;
}
