using Npgsql;
using NpgsqlTypes;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>The one statement that publishes: the events, in their order, and for each a delivery to whoever subscribes at this moment.</summary>
internal static class OutboxInsert
{
    public static async Task WriteAsync(NpgsqlTransaction transaction, string schema, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql(schema), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = events.Select(e => e.Id).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(e => e.Type).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(e => e.OccurredAt.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = events.Select(e => e.Tenant).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = events.Select(e => e.UserId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = events.Select(e => e.CorrelationId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = events.Select(e => e.AggregateKey).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(e => e.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json });
        // Planned once a connection.
        await command.PrepareAsync(cancellationToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Sql(string schema) =>
        $"""
        WITH event AS (
            INSERT INTO "{schema}".{OutboxEventConfiguration.Table} (id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data)
            SELECT id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
                AS given (id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data, nth)
            ORDER BY nth
            RETURNING position, type, aggregate_key)
        INSERT INTO "{schema}".{OutboxDeliveryConfiguration.Table} (position, subscriber, aggregate_key, state, attempts, next_try_at)
        SELECT event.position, subscription.subscriber, event.aggregate_key, {DeliveryState.Pending:D}, 0, clock_timestamp()
        FROM event JOIN "{schema}".{OutboxSubscriptionConfiguration.Table} subscription USING (type)
        """;
}
