using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Catalog;
using Npgsql;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// Writes into every publisher's outbox who subscribes to it. A module that is not in this process (switched off, say) keeps what it had: its events wait for it.
/// </summary>
internal sealed class SubscriptionSeed(EventCatalog catalog, OutboxStores stores) : ISeed
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores.All)
        {
            var wanted = catalog.Subscriptions.Where(s => s.Event.Publisher == store.Publisher).ToList();
            var table = $"\"{store.Publisher}\".{OutboxSubscriptionConfiguration.Table}";
            await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                $"""
                WITH wanted AS (SELECT type, subscriber FROM unnest($1, $2) AS wanted (type, subscriber)),
                gone AS (DELETE FROM {table} WHERE subscriber = ANY ($3) AND (type, subscriber) NOT IN (SELECT type, subscriber FROM wanted))
                INSERT INTO {table} (type, subscriber) SELECT type, subscriber FROM wanted ON CONFLICT DO NOTHING
                """,
                connection);
            command.Parameters.Add(new() { Value = wanted.Select(s => s.Event.Type).ToArray() });
            command.Parameters.Add(new() { Value = wanted.Select(s => s.Subscriber).ToArray() });
            command.Parameters.Add(new() { Value = catalog.Loaded.ToArray() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
