using Npgsql;
using NpgsqlTypes;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// The one statement that publishes: the events, in their order, and for each a delivery to whoever subscribes at this moment. Transactions that publish for one aggregate take turns from here to the
/// end of their commit, so that positions are in the order of commits.
/// </summary>
internal static class OutboxInsert
{
    private const int Buckets = 256;

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

    // Without the lock a transaction could be given an earlier position and commit later. Taken in one order, as the last thing a transaction does, it can be part of no deadlock; and of a
    // limited number, because a server has room for so many locks: that two aggregates share one costs them the time of a commit.
    private static string Sql(string schema) =>
        $"""
        WITH locked AS MATERIALIZED (
            SELECT count(*) AS aggregates FROM (
                SELECT pg_advisory_xact_lock(hashtext('{schema}.{OutboxEventConfiguration.Table}'), bucket) FROM (
                    SELECT DISTINCT hashtext(aggregate_key) & {Buckets - 1} AS bucket FROM unnest($7) AS aggregate_key ORDER BY bucket) buckets) locks),
        event AS (
            INSERT INTO "{schema}".{OutboxEventConfiguration.Table} (id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data)
            SELECT id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
                AS given (id, type, occurred_at, tenant, user_id, correlation_id, aggregate_key, data, nth) CROSS JOIN locked
            ORDER BY nth
            RETURNING position, type, aggregate_key)
        INSERT INTO "{schema}".{OutboxDeliveryConfiguration.Table} (position, subscriber, aggregate_key, state, attempts, next_try_at)
        SELECT event.position, subscription.subscriber, event.aggregate_key, {DeliveryState.Pending:D}, 0, clock_timestamp()
        FROM event JOIN "{schema}".{OutboxSubscriptionConfiguration.Table} subscription USING (type)
        """;
}
