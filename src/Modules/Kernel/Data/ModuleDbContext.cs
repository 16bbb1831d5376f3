using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Idempotency;

namespace Monolith.Kernel.Data;

/// <summary>
/// One per module. Tables live in the module's schema, names are snake_case, and the connection is made with the module's own database role,
/// so another module's table answers "permission denied". A module with an action that honours an Idempotency-Key has a table for the keys.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        if (IdempotentActions.ExistIn(GetType().Assembly))
        {
            modelBuilder.ApplyConfiguration(new IdempotencyKeyConfiguration());
        }

        SnakeCaseNames.Apply(modelBuilder);
    }
}
