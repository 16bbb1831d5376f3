using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Kernel.Idempotency;

/// <summary>
/// Puts the fence into every transaction that an idempotent action commits through its module's context, however it writes: SaveChanges, ExecuteUpdate,
/// ExecuteDelete, ExecuteSql, transactions of its own. Does nothing in any other scope.
/// </summary>
internal sealed class WriteFence : IDbTransactionInterceptor, ISaveChangesInterceptor, IDbCommandInterceptor
{
    /// <summary>A single INSERT would be sent without a transaction, and there would be no commit to fence.</summary>
    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (RunningOf(eventData) is not null)
        {
            eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        return ValueTask.FromResult(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (RunningOf(eventData) is { } execution)
        {
            await execution.FenceAsync((NpgsqlTransaction)transaction, cancellationToken);
        }

        return result;
    }

    /// <summary>Gives a statement that stands alone its transaction.</summary>
    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (RunningOf(eventData) is not { } execution || command.Transaction is not null)
        {
            return result;
        }

        await using var transaction = (NpgsqlTransaction)await command.Connection!.BeginTransactionAsync(cancellationToken);
        command.Transaction = transaction;
        var rows = await command.ExecuteNonQueryAsync(cancellationToken);
        if (rows != 0)
        {
            await execution.FenceAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return InterceptionResult<int>.SuppressWithResult(rows);
    }

    /// <summary>SQL of the module's own that answers rows may also write, and nobody can see it.</summary>
    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        => RunningOf(eventData) is not null && command.Transaction is null && eventData.CommandSource is not CommandSource.LinqQuery
            ? throw new InvalidOperationException("SQL in an action with [IdempotentByKey] needs a transaction that its commit can be fenced in: Database.BeginTransactionAsync.")
            : ValueTask.FromResult(result);

    /// <summary>Nothing here is done synchronously, and the fence could not be.</summary>
    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) => OnlyAsync(eventData, result);

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) => OnlyAsync(eventData, result);

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => OnlyAsync(eventData, result);

    private static IdempotentExecution? RunningOf(DbContextEventData eventData)
        => eventData.Context is ModuleDbContext { Execution: { IsRunning: true } execution } ? execution : null;

    private static T OnlyAsync<T>(DbContextEventData eventData, T result) => RunningOf(eventData) is not null
        ? throw new InvalidOperationException("An action with [IdempotentByKey] writes asynchronously: SaveChangesAsync, CommitAsync, ExecuteDeleteAsync, ...")
        : result;
}
