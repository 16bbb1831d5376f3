using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Monolith.Bench.Events;

/// <summary>Counts the commits of handlers, and knows when the last one was.</summary>
internal sealed class HandledEvents : DbTransactionInterceptor
{
    private long _count;
    private long _last;

    public long Count => Interlocked.Read(ref _count);

    public long Last => Interlocked.Read(ref _last);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
