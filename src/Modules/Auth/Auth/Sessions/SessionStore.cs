using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Security.Revocation;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Auth.Sessions;

/// <summary>Log-outs in the database.</summary>
internal sealed class SessionStore([FromKeyedServices("auth")] ModuleConnections database) : IRevocationSource
{
    public async Task<RevocationList> ListAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new("SELECT now()"));
            // A minute more than the expiry: verifiers allow for clocks that differ.
            batch.BatchCommands.Add(new("SELECT id, expires_at FROM auth.sessions WHERE revoked_at >= $1 AND expires_at > now() - interval '1 minute'")
            {
                Parameters = { new() { Value = (since ?? DateTimeOffset.UnixEpoch).ToUniversalTime() } },
            });
            await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
            await rows.ReadAsync(cancellationToken);
            var asOf = rows.GetFieldValue<DateTimeOffset>(0);
            await rows.NextResultAsync(cancellationToken);
            var sessions = new List<RevokedSession>();
            while (await rows.ReadAsync(cancellationToken))
            {
                sessions.Add(new(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1)));
            }

            return new RevocationList(asOf, sessions);
        }
        catch (NpgsqlException e)
        {
            throw new RevocationSourceException("The database with the sessions does not answer.", e);
        }
    }

    public async Task<bool> IsRevokedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT revoked_at IS NOT NULL FROM auth.sessions WHERE id = $1", connection);
            command.Parameters.Add(new() { Value = sessionId });
            return await command.ExecuteScalarAsync(cancellationToken) is not false;
        }
        catch (NpgsqlException e)
        {
            throw new RevocationSourceException("The database with the sessions does not answer.", e);
        }
    }

    /// <summary>Ends a session; one that has ended keeps its moment, from which the pollers go on.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="ofUser">Only when it is this user's; null for anybody's.</param>
    /// <returns>Whether it ended now.</returns>
    public async Task<bool> RevokeAsync(Guid sessionId, CancellationToken cancellationToken, int? ofUser = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "UPDATE auth.sessions SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL AND user_id = coalesce($2, user_id)",
            connection);
        command.Parameters.Add(new() { Value = sessionId });
        command.Parameters.Add(new() { Value = (object?)ofUser ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends the sessions of a user that still count, but one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RevokeAllAsync(int userId, Guid? but, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            UPDATE auth.sessions SET revoked_at = clock_timestamp()
            WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2 AND greatest(expires_at, refreshable_until) > now() - interval '1 minute'
            """,
            connection);
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = (object?)but ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
