using Monolith.Kernel.Events.Outbox;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Kernel.Events.Admin;

/// <summary>What an operator may see and change in one outbox.</summary>
internal sealed class OutboxOrders(OutboxStore store, EventSettings settings)
{
    private const int ReplayBatch = 10_000;

    private readonly string _events = $"\"{store.Publisher}\".{OutboxEventConfiguration.Table}";
    private readonly string _deliveries = $"\"{store.Publisher}\".{OutboxDeliveryConfiguration.Table}";
    private readonly string _subscriptions = $"\"{store.Publisher}\".{OutboxSubscriptionConfiguration.Table}";

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListDeadAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            connection,
            $"""
            SELECT e.id, e.type, d.subscriber, d.aggregate_key, e.occurred_at, d.ended_at, d.attempts, d.last_error, (
                SELECT count(*) FROM {_deliveries} w
                WHERE w.subscriber = d.subscriber AND w.aggregate_key = d.aggregate_key AND w.position > d.position AND w.state = {DeliveryState.Pending:D})
            FROM {_deliveries} d JOIN {_events} e USING (position) WHERE d.state = {DeliveryState.Dead:D} ORDER BY d.position LIMIT $1
            """, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<DeadLetter> letters = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(new(
                reader.GetGuid(0), reader.GetString(1), store.Publisher, reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt32(6), reader.GetString(7), reader.GetInt64(8)));
        }

        return letters;
    }

    /// <returns>Null when it is not, or no longer, in this outbox.</returns>
    public async Task<EventAnswer?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            connection,
            $"""
            SELECT e.id, e.type, e.occurred_at, e.tenant, e.user_id, e.correlation_id, e.aggregate_key, e.data, d.subscriber, d.state, d.attempts, d.next_try_at, d.ended_at, d.last_error
            FROM {_events} e LEFT JOIN {_deliveries} d USING (position) WHERE e.id = $1 ORDER BY d.subscriber
            """, id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        EventMessage? message = null;
        List<DeliveryAnswer> deliveries = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            message ??= MessageReader.Read(reader, 0);
            if (reader.GetValue(8) is string subscriber)
            {
                var state = (DeliveryState)reader.GetInt16(9);
                deliveries.Add(new(
                    subscriber, state.ToString().ToLowerInvariant(), reader.GetInt32(10), state == DeliveryState.Pending ? reader.GetFieldValue<DateTimeOffset>(11) : null,
                    await reader.IsDBNullAsync(12, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(12), reader.GetValue(13) as string));
            }
        }

        return message is null
            ? null
            : new(id, message.Type, store.Publisher, message.OccurredAt, message.Tenant, message.UserId, message.CorrelationId, message.AggregateKey, JsonOf(message.Data), deliveries);
    }

    /// <summary>Dead letters are tried anew, as often as at first.</summary>
    public async Task<OrderAnswer> RedriveAsync(Guid? id, string? subscriber, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            connection,
            $"""
            WITH dead AS (
                SELECT d.position, d.subscriber, e.occurred_at < now() - $3 AS too_old FROM {_deliveries} d JOIN {_events} e USING (position)
                WHERE d.state = {DeliveryState.Dead:D} AND ($1 IS NULL OR e.id = $1) AND ($2 IS NULL OR d.subscriber = $2)),
            revived AS (
                UPDATE {_deliveries} d SET state = {DeliveryState.Pending:D}, attempts = 0, next_try_at = clock_timestamp(), ended_at = NULL
                FROM dead WHERE d.position = dead.position AND d.subscriber = dead.subscriber AND d.state = {DeliveryState.Dead:D} AND NOT dead.too_old
                RETURNING 1)
            SELECT (SELECT count(*) FROM revived), (SELECT count(*) FROM dead WHERE too_old)
            """);
        command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)subscriber ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = settings.RememberFor });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>A dead letter is over, and what waits behind it goes on.</summary>
    /// <returns>False when it is no dead letter.</returns>
    public async Task<bool> TryDiscardAsync(Guid id, string subscriber, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            connection,
            $"""
            UPDATE {_deliveries} d SET state = {DeliveryState.Discarded:D}, ended_at = clock_timestamp() FROM {_events} e
            WHERE e.position = d.position AND e.id = $1 AND d.subscriber = $2 AND d.state = {DeliveryState.Dead:D}
            """, id, subscriber);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <returns>False when it gets nothing from here.</returns>
    public async Task<bool> KnowsAsync(string subscriber, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, $"SELECT EXISTS (SELECT FROM {_subscriptions} WHERE subscriber = $1)", subscriber);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Gives a subscriber, of the events it subscribes to, those that were published before it did, at their place in the order.</summary>
    /// <returns>How many.</returns>
    public async Task<long> ReplayAsync(string subscriber, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var (count, after) = (0L, 0L);
        while (true)
        {
            await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
            await using var command = Command(
                connection,
                $"""
                WITH kept AS (
                    SELECT e.position, e.aggregate_key FROM {_events} e JOIN {_subscriptions} s USING (type)
                    WHERE s.subscriber = $1 AND e.position > $2 AND e.occurred_at >= greatest($3, now() - $4) ORDER BY e.position LIMIT $5),
                added AS (
                    INSERT INTO {_deliveries} (position, subscriber, aggregate_key, state, attempts, next_try_at)
                    SELECT position, $1, aggregate_key, {DeliveryState.Pending:D}, 0, clock_timestamp() FROM kept
                    ON CONFLICT DO NOTHING RETURNING 1)
                SELECT (SELECT count(*) FROM added), (SELECT max(position) FROM kept)
                """, subscriber, after, (since ?? DateTimeOffset.UnixEpoch).ToUniversalTime(), settings.RememberFor, ReplayBatch);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            count += reader.GetInt64(0);
            if (await reader.IsDBNullAsync(1, cancellationToken))
            {
                return count;
            }

            after = reader.GetInt64(1);
        }
    }

    private static System.Text.Json.JsonElement JsonOf(string data)
    {
        using var document = System.Text.Json.JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params IReadOnlyList<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
