using Monolith.Kernel.Data.Ownership;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// A module's tables as the module itself reaches them, by its own role: the keyed service (key: the schema) for what EF Core cannot say. Where they are
/// is decided at each opening: data that moves to another database takes its callers along. A connection comes as its last user left it, so whatever is set
/// on one is set for a transaction (<c>SET LOCAL</c>, <c>pg_advisory_xact_lock</c>), and who listens has a connection that nobody gets afterwards.
/// </summary>
public sealed class ModuleConnections : IAsyncDisposable
{
    private readonly NpgsqlDataSource _monolith;
    private readonly NpgsqlDataSource? _own;
    private readonly string _monolithString;
    private readonly string? _ownString;

    internal ModuleConnections(string schema, string monolith, string? own, DatabaseGate? gate)
    {
        (_monolithString, _ownString) = (monolith, own);
        _monolith = PoolOf(monolith, schema);
        _own = own is null ? null : PoolOf(own, $"{schema} (own)");
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

    /// <summary>Opens a connection that only listens: beside the pool, and no hand-over waits for it.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken)
        => UnpooledConnection.OpenAsync(IsAway ? _ownString! : _monolithString, cancellationToken);

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

    // The name is a label of the pool's metrics; without one it would be the connection string. To reset a connection between two users, who are both this
    // module, takes seven statements where something is prepared on it: up to a tenth of what a transfer of the Wallet's costs the server.
    private static NpgsqlDataSource PoolOf(string connection, string name)
        => new NpgsqlDataSourceBuilder(connection) { Name = name, ConnectionStringBuilder = { NoResetOnClose = true } }.Build();

    private NpgsqlDataSource Source(DatabasePlace place) => place == DatabasePlace.Own ? _own! : _monolith;
}
