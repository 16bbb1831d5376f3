using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Monolith.Kernel.Data;

/// <summary>
/// Knows the contexts of a scope that have begun a transaction. A request to another module while one is open would make two modules' transactions look like
/// one, which ends the day either module leaves the process; see <see cref="Messaging.TransactionGuard"/>.
/// </summary>
internal sealed class OpenTransactions : DbTransactionInterceptor
{
    private readonly Lock _lock = new();
    private readonly HashSet<DbContext> _contexts = [];

    /// <summary>Asks the contexts: a transaction that is disposed of without a commit is rolled back, and nobody is told.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _contexts.Any(c => c.Database.CurrentTransaction is not null);
            }
        }
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Add(eventData);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Add(eventData);
        return ValueTask.FromResult(result);
    }

    private void Add(TransactionEndEventData eventData)
    {
        lock (_lock)
        {
            _contexts.Add(eventData.Context!);
        }
    }
}
