using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Idempotency;

namespace Monolith.Kernel.Data;

/// <summary>
/// One per module. Tables live in the module's schema, names are snake_case, and the connection is made with the module's own database role,
/// so another module's table answers "permission denied". A module with an action that honours an Idempotency-Key has a table for the keys; one with events
/// has its outbox or inbox.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <summary>Where it has published, and will be asked at its end about events that were not saved; null where it has not.</summary>
    internal OutboxWriter? Outbox { get; set; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        ReportEvents();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        ReportEvents();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
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

    private void ReportEvents()
    {
        Outbox?.Report(this);
        Outbox = null;
    }
}
