namespace Monolith.Kernel.Events;

/// <summary>
/// A module's one handler of an event, in its <c>Subscriptions</c> folder, named in the manifest's <see cref="Modules.ModuleManifest.SubscribesTo"/>. Takes effect exactly once, as long as
/// its effect is what it writes through the module's DbContext: it runs inside a transaction of that context which also remembers the event, and which is committed
/// after it. It neither commits nor begins one, and sends no requests to other modules: what it needs is in the event.
/// An exception means that the event is tried again later, and after some tries put aside.
/// </summary>
/// <typeparam name="T">The event.</typeparam>
public interface IEventHandler<T>
    where T : class, IIntegrationEvent
{
    /// <summary>
    /// Handles one event. Changes need not be saved: they are, afterwards. Where many events wait, some share a scope and its context, a transaction and its commit; what fails there is handled once more, alone.
    /// </summary>
    Task HandleAsync(EventEnvelope<T> e, CancellationToken cancellationToken);
}
