using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Events;

/// <summary>How a module publishes.</summary>
public static class EventPublishing
{
    /// <summary>Longest aggregate key, in characters.</summary>
    public const int MaxAggregateKeyLength = 200;

    /// <summary>Largest event, in bytes of its JSON.</summary>
    public const int MaxDataBytes = 64 * 1024;

    /// <summary>
    /// Publishes with the next <c>SaveChangesAsync</c> of this context, in its transaction: when that commits the event will reach every subscriber, and when it does not there was no
    /// event. Like any other added row it is gone with <c>ChangeTracker.Clear()</c>; a context that is disposed of with events that were not saved says so in the log.
    /// </summary>
    /// <param name="database">The publishing module's own context.</param>
    /// <param name="published">A record of the module's own Contracts.</param>
    /// <param name="aggregateKey">
    /// What it happened to, 1 to 200 characters, for example <c>account:42</c>. Subscribers get the events of one key in the order of their commits; events of different keys
    /// do not wait for each other.
    /// </param>
    /// <exception cref="ArgumentException">The key is empty or too long, or the event is larger than 64 KiB.</exception>
    /// <exception cref="InvalidOperationException">The record is not an event of this module.</exception>
    public static void Publish(this ModuleDbContext database, IIntegrationEvent published, string aggregateKey)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(published);
        ArgumentException.ThrowIfNullOrEmpty(aggregateKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(aggregateKey.Length, MaxAggregateKeyLength, nameof(aggregateKey));
        var record = published.GetType();
        var name = record.GetCustomAttribute<EventNameAttribute>()
            ?? throw new InvalidOperationException($"{record.FullName} has no name. Give it [EventName(\"module.what-happened\")].");
        if (database.Model.FindEntityType(typeof(OutboxEvent)) is null || !name.Name.StartsWith($"{database.Model.GetDefaultSchema()}.", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{name.Type} is not an event of {database.GetType().Name}'s module. A module publishes the events of its own Contracts, through its own context.");
        }

        var data = JsonSerializer.Serialize(published, record, ModuleJson.Options);
        if (Encoding.UTF8.GetByteCount(data) > MaxDataBytes)
        {
            throw new ArgumentException($"{name.Type} has more than {MaxDataBytes} bytes. Publish what happened and an id to ask by, not the thing itself.", nameof(published));
        }

        var context = CallContext.Current;
        database.Outbox ??= database.GetService<OutboxWriter>();
        database.Add(new OutboxEvent
        {
            Id = Guid.CreateVersion7(),
            Type = name.Type,
            OccurredAt = database.GetService<TimeProvider>().GetUtcNow(),
            Tenant = context?.Tenant,
            UserId = context?.UserId,
            CorrelationId = context?.CorrelationId,
            AggregateKey = aggregateKey,
            Data = data,
        });
    }
}
