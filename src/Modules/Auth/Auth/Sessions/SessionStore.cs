using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Security.Revocation;
using Npgsql;

namespace Monolith.Auth.Sessions;

/// <summary>Log-outs in the database.</summary>
internal sealed class SessionStore([FromKeyedServices("auth")] NpgsqlDataSource database) : IRevocationSource
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
            await using var command = database.CreateCommand("SELECT revoked_at IS NOT NULL FROM auth.sessions WHERE id = $1");
            command.Parameters.Add(new() { Value = sessionId });
            return await command.ExecuteScalarAsync(cancellationToken) is not false;
        }
        catch (NpgsqlException e)
        {
            throw new RevocationSourceException("The database with the sessions does not answer.", e);
        }
    }

    /// <summary>Ends a session; one that has ended keeps its moment, from which the pollers go on.</summary>
    public async Task RevokeAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("UPDATE auth.sessions SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL");
        command.Parameters.Add(new() { Value = sessionId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
