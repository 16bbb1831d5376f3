using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Npgsql;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// Writes what a context publishes, as the last statement before COMMIT: positions within an aggregate are in the order of commits, and nobody waits for longer than a commit takes.
/// SaveChanges hands the events over; without a transaction of the caller's it is given one. What would publish nothing, and say nothing, is refused.
/// </summary>
internal sealed partial class OutboxWriter(OutboxSignal signal, ILogger<OutboxWriter> logger) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not ModuleDbContext context || Added(context) is not { Count: > 0 } added)
        {
            return result;
        }

        var pending = context.Pending ??= new();
        var database = context.Database;
        if (pending.TransactionIsForeign || System.Transactions.Transaction.Current is not null)
        {
            throw new InvalidOperationException("Events are published in transactions of the module's context: a TransactionScope, or a transaction given by UseTransaction, commits without saying so. Use Database.BeginTransactionAsync.");
        }

        if (database.CurrentTransaction is null)
        {
            // Nothing else could be rolled back to, and it costs two round trips.
            (pending.Savepoints, database.AutoSavepointsEnabled) = (database.AutoSavepointsEnabled, false);
            pending.Own = await database.BeginTransactionAsync(cancellationToken);
        }

        pending.Take(context, added);
        return result;
    }

    public async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context)
        {
            if (pending.Own is { } own)
            {
                await own.CommitAsync(cancellationToken);
                await pending.EndOwnAsync(context);
            }

            pending.Forget();
        }

        return result;
    }

    public async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context)
        {
            await pending.EndOwnAsync(context);
            pending.GiveBack(context);
        }
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) => Begin(eventData, result);

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Begin(eventData, result));

    public DbTransaction TransactionUsed(DbConnection connection, TransactionEventData eventData, DbTransaction result) => Use(eventData, result);

    public ValueTask<DbTransaction> TransactionUsedAsync(DbConnection connection, TransactionEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Use(eventData, result));

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context && pending.Saved.Count > 0)
        {
            await OutboxInsert.WriteAsync((NpgsqlTransaction)transaction, SchemaOf(context), pending.Saved, cancellationToken);
        }

        return result;
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        => eventData.Context is ModuleDbContext { Pending: { } pending } context && pending.Saved.Count > 0 ? throw OnlyAsync() : result;

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context && pending.Saved.Count > 0)
        {
            EventMetrics.CountPublished(pending.Saved);
            pending.Saved.Clear();
            signal.Tell(SchemaOf(context));
        }

        return Task.CompletedTask;
    }

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Drop(eventData);

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        => eventData.Context is { } context && Added(context).Count > 0 ? throw OnlyAsync() : result;

    /// <summary>Before the context is gone: what was published and never saved, or saved in a transaction that nobody has ended, is lost. That is right only where something failed.</summary>
    public void Report(ModuleDbContext context)
    {
        var lost = Added(context).Concat(context.Pending?.Saved ?? []);
        foreach (var type in lost.Select(e => e.Type).Distinct(StringComparer.Ordinal))
        {
            LogNotSaved(type);
        }
    }

    private static List<OutboxEvent> Added(DbContext context)
        => context.Model.FindEntityType(typeof(OutboxEvent)) is null
            ? []
            : [.. context.ChangeTracker.Entries<OutboxEvent>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)];

    private static string SchemaOf(DbContext context) => context.Model.GetDefaultSchema()!;

    private static InvalidOperationException OnlyAsync() => new("A context that publishes events saves and commits asynchronously: SaveChangesAsync, CommitAsync.");

    private DbTransaction Begin(TransactionEndEventData eventData, DbTransaction result)
    {
        // One that was disposed of without a commit took its events with it, and nobody was told.
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context && pending.Own is null)
        {
            pending.Begin();
        }

        return result;
    }

    private void Drop(TransactionEndEventData eventData)
    {
        if (eventData.Context is ModuleDbContext { Pending: { } pending } context)
        {
            pending.Saved.Clear();
        }
    }

    private DbTransaction Use(TransactionEventData eventData, DbTransaction result)
    {
        if (eventData.Context is ModuleDbContext context)
        {
            (context.Pending ??= new()).TransactionIsForeign = true;
        }

        return result;
    }

    [LoggerMessage(EventIds.EventsNotSaved, LogLevel.Warning, "{Type} was published and its transaction never committed: nobody will get it")]
    private partial void LogNotSaved(string type);
}
