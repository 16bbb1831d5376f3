using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Idempotency;

namespace Monolith.Kernel.Data;

/// <summary>
/// One per module. Tables live in the module's schema, names are snake_case, and the connection is made with the module's own database role,
/// so another module's table answers "permission denied". A module with an action that honours an Idempotency-Key has a table for the keys; one with events
/// has its outbox or inbox. It is made once and lent to one scope after the other, so a module's own context keeps nothing in fields.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    private OpenTransactions? _scope;

    /// <summary>The attempt that its scope may be at work on; null outside of scopes.</summary>
    internal IdempotentExecution? Execution { get; private set; }

    /// <summary>Where it has published, and will be asked at its end about events that were not saved; null where it has not.</summary>
    internal OutboxWriter? Outbox { get; set; }

    /// <summary>What it has published; null where it has not.</summary>
    internal PendingEvents? Pending { get; set; }

    /// <summary>The connection it has instead of the one it was made with, and goes on with in the next scope; null where it has that.</summary>
    internal MovedConnection? Moved { get; set; }

    /// <summary>It is connected by whoever made it: for migrations, since each database has its own.</summary>
    internal bool IsPinned { get; set; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Leave();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Leave();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    /// <summary>Is the scope's until it is disposed of.</summary>
    internal void Enter(OpenTransactions scope, IdempotentExecution execution)
    {
        (_scope, Execution) = (scope, execution);
        scope.Add(this);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        if (IdempotentActions.ExistIn(GetType().Assembly))
        {
            modelBuilder.ApplyConfiguration(new IdempotencyKeyConfiguration());
        }

        EventTables.Apply(modelBuilder, GetType().Assembly, schema);
        SnakeCaseNames.Apply(modelBuilder);
    }

    private void Leave()
    {
        Outbox?.Report(this);
        (Outbox, Pending) = (null, null);
        _scope?.Remove(this);
        (_scope, Execution) = (null, null);
    }
}
