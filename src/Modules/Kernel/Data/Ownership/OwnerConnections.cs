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

        var place = await gate.EnterAsync(cancellationToken);
        try
        {
            if (place != _place)
            {
                connection = database.CreateConnection(place);
                eventData.Context!.Database.SetDbConnection(connection, contextOwnsConnection: true);
                _place = place;
            }

            await connection.OpenAsync(cancellationToken);
        }
        catch
        {
            gate.Leave();
            throw;
        }

        gate.LeaveWhenClosed((NpgsqlConnection)connection);
        return InterceptionResult.Suppress();
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, eventData, result));

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, eventData, result));

    public ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Reconnected(command, eventData, result));

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        => _isPinned || database.Gate is null
            ? result
            : throw new InvalidOperationException("The data of this module may be moved, and whoever opens a connection may have to wait: use the asynchronous methods.");

    // EF Core makes a command before it opens the connection: the command's is still the one from before.
    private static T Reconnected<T>(DbCommand command, CommandEventData eventData, T result)
    {
        if (eventData.Context?.Database.GetDbConnection() is { } connection && command.Connection != connection)
        {
            command.Connection = connection;
        }

        return result;
    }
}
