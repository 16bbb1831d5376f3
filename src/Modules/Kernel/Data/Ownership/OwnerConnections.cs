using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>
/// Connects a module's contexts to the database that owns its data, anew each time one opens its connection: a request that does several things one after the
/// other goes on in the new one when the data has moved in between.
/// </summary>
internal sealed class OwnerConnections(ModuleConnections database) : DbConnectionInterceptor, IDbCommandInterceptor
{
    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (database.Gate is not { } gate || eventData.Context is not ModuleDbContext { IsPinned: false } context)
        {
            return result;
        }

        await gate.OpenAsync(place => ConnectionAt(place, (NpgsqlConnection)connection, context), cancellationToken);
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
        => database.Gate is null || eventData.Context is ModuleDbContext { IsPinned: true }
            ? result
            : throw new InvalidOperationException("The data of this module may be moved, and whoever opens a connection may have to wait: use the asynchronous methods.");

    private NpgsqlConnection ConnectionAt(DatabasePlace place, NpgsqlConnection current, ModuleDbContext context)
    {
        if (place == (context.Moved?.Place ?? DatabasePlace.Monolith))
        {
            return current;
        }

        context.Moved = new(place, database.CreateConnection(place));
        context.Database.SetDbConnection(context.Moved.Connection, contextOwnsConnection: true);
        return context.Moved.Connection;
    }

    // EF Core makes a command before it opens the connection: the command's is still the one from before.
    private static T Reconnected<T>(DbCommand command, CommandEventData eventData, T result)
    {
        if (eventData.Context is ModuleDbContext { Moved.Connection: { } moved } && command.Connection != moved)
        {
            command.Connection = moved;
        }

        return result;
    }
}
