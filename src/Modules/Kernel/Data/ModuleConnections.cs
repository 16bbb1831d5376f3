using Monolith.Kernel.Data.Ownership;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// A module's tables as the module itself reaches them, by its own role: the keyed service (key: the schema) for what EF Core cannot say. Where they are
/// is decided at each opening: data that moves to another database takes its callers along.
/// </summary>
public sealed class ModuleConnections : IAsyncDisposable
{
    private readonly NpgsqlDataSource _monolith;
    private readonly NpgsqlDataSource? _own;

    internal ModuleConnections(string schema, string monolith, string? own, DatabaseGate? gate)
    {
        // The name is a label of the pool's metrics; without one it would be the connection string.
        _monolith = new NpgsqlDataSourceBuilder(monolith) { Name = schema }.Build();
        _own = own is null ? null : new NpgsqlDataSourceBuilder(own) { Name = $"{schema} (own)" }.Build();
        Gate = gate;
    }

    /// <summary>Null where the data can be in one database only.</summary>
    internal DatabaseGate? Gate { get; }

    /// <summary>Whether the data is in the module's own database, so far as this process knows.</summary>
    internal bool IsAway => Gate?.Owner == DatabasePlace.Own;

    /// <summary>What a context is given before it asks where the data is.</summary>
    internal NpgsqlDataSource Default => _monolith;

    /// <summary>Opens a connection to the database that owns the data; waits while it is handed over. Close it soon: a hand-over waits for it.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    /// <exception cref="DataHeldException">The hand-over takes too long.</exception>
    public ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken)
        => Gate is null ? _monolith.OpenConnectionAsync(cancellationToken) : Gate.OpenAsync(CreateConnection, cancellationToken);

    /// <summary>Opens a connection that only listens, and that no hand-over waits for.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    internal ValueTask<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken)
        => Source(IsAway ? DatabasePlace.Own : DatabasePlace.Monolith).OpenConnectionAsync(cancellationToken);

    internal NpgsqlConnection CreateConnection(DatabasePlace place) => Source(place).CreateConnection();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _monolith.DisposeAsync();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private NpgsqlDataSource Source(DatabasePlace place) => place == DatabasePlace.Own ? _own! : _monolith;
}
