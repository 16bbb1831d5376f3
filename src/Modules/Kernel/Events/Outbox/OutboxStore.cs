using Monolith.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// A publisher's outbox as those see it who deliver. Each change is one statement that names the lease it is made under: whichever processes are at it, the row decides.
/// </summary>
internal sealed class OutboxStore(ModuleConnections database, string schema)
{
    /// <summary>In a statement: nobody waits until it is on the disk. What a crash of the server forgets of a delivery is delivered again and found handled.</summary>
    public const string Unflushed = "set_config('synchronous_commit', 'off', true)";

    private readonly string _events = $"\"{schema}\".{OutboxEventConfiguration.Table}";
    private readonly string _deliveries = $"\"{schema}\".{OutboxDeliveryConfiguration.Table}";
    private readonly string _subscriptions = $"\"{schema}\".{OutboxSubscriptionConfiguration.Table}";

    /// <summary>The publishing module in lower case.</summary>
    public string Publisher => schema;

    public ModuleConnections Database => database;

    /// <summary>Everybody who may have deliveries here.</summary>
    public async Task<IReadOnlyList<string>> ListSubscribersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT DISTINCT subscriber FROM {_subscriptions}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> subscribers = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            subscribers.Add(reader.GetString(0));
        }

        return subscribers;
    }

    /// <summary>
    /// Takes deliveries that are due: of each aggregate the first that is not over, if nobody has it, and those behind it. The first is locked, so it stands for its aggregate: two
    /// processes never hold the same one.
    /// </summary>
    /// <remarks>
    /// The server's statistics are of no use for a queue: they are taken while it is empty, and needed when it is long. So nothing here is left to be joined in another way (LATERAL and OFFSET 0: row by
    /// row, by index), and nothing is prepared, since a plan that was kept would be one for the table as it was.
    /// </remarks>
    /// <returns>At most <paramref name="most"/>, in the order of events.</returns>
    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(string subscriber, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            WITH first AS (
                SELECT d.position, d.aggregate_key FROM {_deliveries} d
                WHERE d.subscriber = $1 AND d.state = {DeliveryState.Pending:D} AND d.next_try_at <= clock_timestamp() AND NOT EXISTS (
                    SELECT FROM {_deliveries} e
                    WHERE e.subscriber = $1 AND e.aggregate_key = d.aggregate_key AND e.position < d.position AND e.state IN ({DeliveryState.Pending:D}, {DeliveryState.Dead:D})
                    OFFSET 0)
                ORDER BY d.position LIMIT $2 FOR UPDATE OF d SKIP LOCKED),
            taken AS (
                SELECT behind.position FROM first CROSS JOIN LATERAL (
                    SELECT d.position, d.state FROM {_deliveries} d
                    WHERE d.subscriber = $1 AND d.aggregate_key = first.aggregate_key AND d.position >= first.position
                        AND d.state IN ({DeliveryState.Pending:D}, {DeliveryState.Dead:D})
                    ORDER BY d.position LIMIT $2) behind
                WHERE behind.state = {DeliveryState.Pending:D} LIMIT $2),
            leased AS (
                UPDATE {_deliveries} d SET lease = $3, next_try_at = clock_timestamp() + $4
                WHERE d.position = ANY (ARRAY(SELECT position FROM taken)) AND d.subscriber = $1
                RETURNING d.position, d.attempts, {Unflushed})
            SELECT leased.position, leased.attempts, e.id, e.type, e.occurred_at, e.tenant, e.user_id, e.correlation_id, e.aggregate_key, e.data
            FROM leased CROSS JOIN LATERAL (SELECT * FROM {_events} e WHERE e.position = leased.position OFFSET 0) e ORDER BY leased.position
            """, connection);
        command.Parameters.Add(new() { Value = subscriber });
        command.Parameters.Add(new() { Value = most });
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<LeasedDelivery> leased = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            leased.Add(new(reader.GetInt64(0), reader.GetInt32(1), id, MessageReader.Read(reader, 2)));
        }

        return leased;
    }

    /// <summary>The subscriber has committed. What another lease has taken over meanwhile stays as it is: it will find the event handled.</summary>
    public Task CompleteAsync(string subscriber, IReadOnlyList<LeasedDelivery> handled, CancellationToken cancellationToken)
        => UpdateAsync($"SET state = {DeliveryState.Delivered:D}, lease = NULL, ended_at = clock_timestamp()", subscriber, handled, cancellationToken);

    /// <summary>Nobody has tried: the next one may, at once.</summary>
    public Task ReleaseAsync(string subscriber, IReadOnlyList<LeasedDelivery> untried, CancellationToken cancellationToken)
        => UpdateAsync("SET lease = NULL, next_try_at = clock_timestamp()", subscriber, untried, cancellationToken);

    /// <summary>The subscriber has failed: tried again after <paramref name="pause"/>, or never, when that is null.</summary>
    public Task FailAsync(string subscriber, LeasedDelivery failed, string error, TimeSpan? pause, CancellationToken cancellationToken)
        => UpdateAsync(
            pause is null
                ? $"SET state = {DeliveryState.Dead:D}, attempts = attempts + 1, lease = NULL, last_error = $4, ended_at = clock_timestamp()"
                : "SET attempts = attempts + 1, lease = NULL, last_error = $4, next_try_at = clock_timestamp() + $5",
            subscriber, [failed], cancellationToken, pause is { } time ? [error, time] : [error]);

    // Not prepared either, and without a join, for the same reason. Who has a lease is pending.
    private async Task UpdateAsync(
        string change, string subscriber, IReadOnlyList<LeasedDelivery> deliveries, CancellationToken cancellationToken, params IReadOnlyList<object> more)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"UPDATE {_deliveries} d {change} WHERE d.subscriber = $1 AND d.position = ANY ($2) AND d.lease = ($3::uuid[])[array_position($2, d.position)] RETURNING {Unflushed}", connection);
        command.Parameters.Add(new() { Value = subscriber });
        command.Parameters.Add(new() { Value = deliveries.Select(d => d.Position).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = deliveries.Select(d => d.Lease).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        foreach (var value in more)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
