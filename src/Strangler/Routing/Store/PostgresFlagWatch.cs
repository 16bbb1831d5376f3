using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Strangler.Routing.Store;

/// <summary>A connection of its own that listens: while it waits, the reading is done on another, because a notification that comes while a command runs would be lost to the wait.</summary>
internal sealed class PostgresFlagWatch : IFlagWatch
{
    private readonly NpgsqlConnection _connection;

    private PostgresFlagWatch(NpgsqlConnection connection) => _connection = connection;

    public static async Task<PostgresFlagWatch> OpenAsync(ModuleConnections database, CancellationToken cancellationToken)
    {
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        var connection = await database.OpenListenerAsync(timeout.Token);
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {PostgresFlagStore.Channel}", connection);
            await listen.ExecuteNonQueryAsync(timeout.Token);
            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task WaitAsync(TimeSpan poll, CancellationToken cancellationToken)
    {
        if (await _connection.WaitAsync(poll, cancellationToken))
        {
            return;
        }

        // A connection that died silently would wait for ever.
        using var timeout = StoreCallTimeout.LinkedTo(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", _connection);
        await command.ExecuteScalarAsync(timeout.Token);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
