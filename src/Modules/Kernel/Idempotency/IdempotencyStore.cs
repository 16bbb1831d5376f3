using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Kernel.Idempotency;

/// <summary>
/// A module's table of keys. Every change is one statement with its condition in it: whichever processes work on a key, the row decides, and it is in the
/// database that both placements of the module share.
/// </summary>
internal sealed class IdempotencyStore(ModuleConnections database, string schema)
{
    private const string OfAttempt = "WHERE user_id = $1 AND key_hash = $2 AND attempt = $3";

    private readonly string _table = $"\"{schema}\".{IdempotencyKeyConfiguration.Table}";

    /// <summary>Makes the key this attempt's: a new one, or one whose attempt committed nothing before its lease ran out.</summary>
    public async Task<bool> TryClaimAsync(KeyAttempt attempt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = With(
            new($"""
            INSERT INTO {_table} AS old (user_id, key_hash, attempt, request_hash, state, lease_until, created_at)
            VALUES ($1, $2, $3, $4, {KeyState.Started:D}, clock_timestamp() + $5, clock_timestamp())
            ON CONFLICT (user_id, key_hash) DO UPDATE SET attempt = excluded.attempt, lease_until = excluded.lease_until
            WHERE old.request_hash = excluded.request_hash AND old.state = {KeyState.Started:D} AND old.lease_until <= clock_timestamp()
            """, connection),
            attempt, attempt.Request.RequestHash, attempt.Lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Null for a key that nobody has used, or that was given back.</summary>
    public async Task<StoredKey?> FindAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"SELECT request_hash, state, lease_until - clock_timestamp(), status, content_type, location, body FROM {_table} WHERE user_id = $1 AND key_hash = $2", connection);
        command.Parameters.Add(new() { Value = request.UserId });
        command.Parameters.Add(new() { Value = request.KeyHash });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var state = (KeyState)reader.GetInt16(1);
        var answer = state == KeyState.Answered
            ? new StoredAnswer(reader.GetInt16(3), reader.GetValue(4) as string, reader.GetValue(5) as string, reader.GetFieldValue<byte[]>(6))
            : null;
        return new(reader.GetFieldValue<byte[]>(0), state, reader.GetTimeSpan(2), answer);
    }

    /// <summary>
    /// The fence: within the transaction of the change, so that the change is committed when, and only when, the row still names this attempt.
    /// </summary>
    /// <returns>False when another attempt has taken over, or the key is gone: the transaction must not commit.</returns>
    public async Task<bool> TryMarkExecutedAsync(KeyAttempt attempt, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var sql = $"UPDATE {_table} SET state = {KeyState.Executed:D}, lease_until = clock_timestamp() + $4 {OfAttempt} AND state = {KeyState.Started:D}";
        await using var command = With(new(sql, transaction.Connection, transaction), attempt, attempt.Lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Keeps the answer for repeats.</summary>
    /// <returns>False when another attempt has taken over: its answer counts.</returns>
    public async Task<bool> TryKeepAnswerAsync(KeyAttempt attempt, StoredAnswer answer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = With(
            new($"UPDATE {_table} SET state = {KeyState.Answered:D}, status = $4, content_type = $5, location = $6, body = $7 {OfAttempt}", connection),
            attempt, (short)answer.Status, (object?)answer.ContentType ?? DBNull.Value, (object?)answer.Location ?? DBNull.Value, answer.Body);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Gives the key back, so that a repeat is executed at once. Does nothing when something was committed or another attempt has taken over.</summary>
    public async Task ReleaseAsync(KeyAttempt attempt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = With(new($"DELETE FROM {_table} {OfAttempt} AND state = {KeyState.Started:D}", connection), attempt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets keys of that age. Several processes at it take different rows.</summary>
    /// <returns>How many were there, at most <paramref name="most"/>.</returns>
    public async Task<int> PurgeAsync(TimeSpan age, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            DELETE FROM {_table} WHERE (user_id, key_hash) IN (
                SELECT user_id, key_hash FROM {_table} WHERE created_at < now() - $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """, connection);
        command.Parameters.Add(new() { Value = age });
        command.Parameters.Add(new() { Value = most });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand With(NpgsqlCommand command, KeyAttempt attempt, params ReadOnlySpan<object> more)
    {
        command.Parameters.Add(new() { Value = attempt.Request.UserId });
        command.Parameters.Add(new() { Value = attempt.Request.KeyHash });
        command.Parameters.Add(new() { Value = attempt.Id });
        foreach (var value in more)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
