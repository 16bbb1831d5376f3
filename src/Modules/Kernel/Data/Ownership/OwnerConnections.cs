using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// Connects a scope's context to the database that owns the module's data, anew each time it opens its connection: a request that does several things one
/// after the other goes on in the new one when the data has moved in between.
/// </summary>
internal sealed class OwnerConnections(ModuleConnections database) : DbConnectionInterceptor, IDbCommandInterceptor
{
    private DatabasePlace _place = DatabasePlace.Monolith;
    // Null until the context has been taken from the connection that it was made with.
    private NpgsqlConnection? _moved;
    private bool _isPinned;

    /// <summary>For migrations, which set the connection themselves: each database has its own.</summary>
    public void Pin() => _isPinned = true;

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (_isPinned || database.Gate is not { } gate)
        {
            return result;
        }

        await gate.OpenAsync(place => ConnectionAt(place, (NpgsqlConnection)connection, eventData.Context!), cancellationToken);
        return InterceptionResult.Suppress();
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, result));

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, result));

    public ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, result));

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        => _isPinned || database.Gate is null
            ? result
            : throw new InvalidOperationException("The data of this module may be moved, and whoever opens a connection may have to wait: use the asynchronous methods.");

    private NpgsqlConnection ConnectionAt(DatabasePlace place, NpgsqlConnection current, DbContext context)
    {
        if (place == _place)
        {
            return current;
        }

        _moved = database.CreateConnection(place);
        context.Database.SetDbConnection(_moved, contextOwnsConnection: true);
        _place = place;
        return _moved;
    }

    // EF Core makes a command before it opens the connection: the command's is still the one from before.
    private T Reconnected<T>(DbCommand command, T result)
    {
        if (_moved is not null && command.Connection != _moved)
        {
            command.Connection = _moved;
        }

        return result;
    }
}
