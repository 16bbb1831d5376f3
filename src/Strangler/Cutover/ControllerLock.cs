using Npgsql;

namespace Monolith.Strangler.Cutover;

/// <summary>One controller at a time: an advisory lock of a session in each of the two databases, which goes with the connection, also after kill -9.</summary>
internal sealed class ControllerLock : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> _connections = [];

    /// <exception cref="CutoverException">Another one is at work; says where it runs and since when.</exception>
    public static async Task<ControllerLock> TakeAsync(ModuleNames names, IEnumerable<CutoverDatabase> databases, CancellationToken cancellationToken)
    {
        var taken = new ControllerLock();
        try
        {
            foreach (var database in databases)
            {
                await taken.TakeAsync(names, database, cancellationToken);
            }

            return taken;
        }
        catch
        {
            await taken.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            try
            {
                await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await unlock.ExecuteNonQueryAsync();
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                // The server ends the lock with the session.
            }

            await connection.DisposeAsync();
        }

        _connections.Clear();
    }

    private async Task TakeAsync(ModuleNames names, CutoverDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        _connections.Add(connection);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", names.ControllerLock);
        if (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            throw new CutoverException($"Another controller is at work on {names.Schema}: {await HolderAsync(names, database, cancellationToken)}. Wait for it, or end it; what it has begun can be resumed.");
        }
    }

    private static async Task<string> HolderAsync(ModuleNames names, CutoverDatabase database, CancellationToken cancellationToken)
        => await database.ScalarAsync<string>(
            """
            SELECT format('server process %s, connected from %s since %s', a.pid, coalesce(host(a.client_addr), 'this machine'), to_char(a.backend_start AT TIME ZONE 'UTC', 'HH24:MI:SS "UTC"'))
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND ((l.classid::bigint << 32) | l.objid::bigint) = @key
            """,
            cancellationToken, ("key", names.ControllerLock)) ?? "it has just ended";
}
