using Microsoft.EntityFrameworkCore;

namespace Monolith.Kernel.Data;

/// <summary>
/// Knows the contexts of a scope, and so whether it has a transaction open. A request to another module while one is open would make two modules' transactions
/// look like one, which ends the day either module leaves the process; see <see cref="Messaging.TransactionGuard"/>.
/// </summary>
internal sealed class OpenTransactions
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

    public void Add(DbContext context)
    {
        lock (_lock)
        {
            _contexts.Add(context);
        }
    }

    public void Remove(DbContext context)
    {
        lock (_lock)
        {
            _contexts.Remove(context);
        }
    }
}
