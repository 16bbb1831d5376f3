using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Events.Outbox;
using Npgsql;

namespace Monolith.Kernel.Events;

/// <summary>Forgets events that every subscriber has had, and what subscribers remember of much older ones. Every process does, for its modules; they do not get in each other's way.</summary>
internal sealed partial class EventPurge(OutboxStores outboxes, EventCatalog catalog, EventSettings settings, IServiceProvider services, TimeProvider time, ILogger<EventPurge> logger)
    : PeriodicDatabaseWork(TimeSpan.FromMinutes(5), time, startsAtOnce: false)
{
    private const int BatchSize = 1000;

    // Together two hundred thousand rows a table: a backlog is worked off over several runs and never holds the database for long.
    private const int MaxBatches = 200;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var outbox in outboxes.All)
        {
            var (events, deliveries) = ($"\"{outbox.Publisher}\".{OutboxEventConfiguration.Table}", $"\"{outbox.Publisher}\".{OutboxDeliveryConfiguration.Table}");
            await PurgeAsync(
                outbox.Database,
                $"""
                WITH old AS (
                    SELECT position FROM {events} e WHERE occurred_at < now() - $1 AND NOT EXISTS (
                        SELECT FROM {deliveries} d WHERE d.position = e.position AND d.state IN ({DeliveryState.Pending:D}, {DeliveryState.Dead:D}))
                    LIMIT $2 FOR UPDATE SKIP LOCKED),
                gone AS (DELETE FROM {deliveries} WHERE position IN (SELECT position FROM old))
                DELETE FROM {events} WHERE position IN (SELECT position FROM old)
                """,
                settings.KeepFor, cancellationToken);
        }

        foreach (var subscriber in catalog.Subscriptions.Select(s => s.Subscriber).Distinct(StringComparer.Ordinal))
        {
            var inbox = $"\"{subscriber}\".{InboxEventConfiguration.Table}";
            await PurgeAsync(
                services.GetRequiredKeyedService<ModuleConnections>(subscriber),
                $"DELETE FROM {inbox} WHERE id IN (SELECT id FROM {inbox} WHERE handled_at < now() - $1 LIMIT $2 FOR UPDATE SKIP LOCKED)",
                settings.RememberFor, cancellationToken);
        }
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private static async Task PurgeAsync(ModuleConnections database, string sql, TimeSpan age, CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < MaxBatches; batch++)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new() { Value = age });
            command.Parameters.Add(new() { Value = BatchSize });
            if (await command.ExecuteNonQueryAsync(cancellationToken) < BatchSize)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventIds.EventPurgeFailed, LogLevel.Warning, "Old events could not be removed; trying again later")]
    private partial void LogFailed(Exception exception);
}
