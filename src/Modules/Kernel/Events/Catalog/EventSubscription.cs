using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Events.Catalog;

/// <summary>One event that one module of this process handles. Closed over its types once, at the start.</summary>
internal abstract class EventSubscription(string subscriber, EventType @event, Type contextType)
{
    /// <summary>The module in lower case.</summary>
    public string Subscriber => subscriber;

    public EventType Event => @event;

    /// <summary>The module's context: whose transaction the handler runs in.</summary>
    public Type ContextType => contextType;

    public abstract Task HandleAsync(IServiceProvider scope, EventMessage message, CancellationToken cancellationToken);

    public static EventSubscription Create(string subscriber, EventType @event, Type handlerType, Type contextType)
        => (EventSubscription)Activator.CreateInstance(typeof(Of<>).MakeGenericType(@event.Record), subscriber, @event, handlerType, contextType)!;

    private sealed class Of<T>(string subscriber, EventType @event, Type handlerType, Type contextType) : EventSubscription(subscriber, @event, contextType)
        where T : class, IIntegrationEvent
    {
        public override Task HandleAsync(IServiceProvider scope, EventMessage message, CancellationToken cancellationToken)
        {
            var data = JsonSerializer.Deserialize<T>(message.Data, ModuleJson.Options) ?? throw new JsonException($"The data of {message.Type} is null.");
            var handler = (IEventHandler<T>)scope.GetRequiredService(handlerType);
            return handler.HandleAsync(
                new(message.Id, message.Type, Event.Version, message.OccurredAt, message.Source, message.Tenant, message.UserId, message.CorrelationId, message.AggregateKey, data),
                cancellationToken);
        }
    }
}
