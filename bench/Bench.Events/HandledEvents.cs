using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Monolith.Bench.Events;

/// <summary>Counts what handlers have committed, a row an event, and knows when the last commit was.</summary>
internal sealed class HandledEvents : DbTransactionInterceptor, ISaveChangesInterceptor
{
    private readonly ConcurrentDictionary<DbContext, int> _saved = new();
    private long _count;
    private long _last;

    public long Count => Interlocked.Read(ref _count);

    public long Last => Interlocked.Read(ref _last);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
        Interlocked.Add(ref _count, _saved.TryRemove(eventData.Context!, out var rows) ? rows : 0);
        return Task.CompletedTask;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        _saved.AddOrUpdate(eventData.Context!, result, (_, rows) => rows + result);
        return ValueTask.FromResult(result);
    }
}
