using Microsoft.EntityFrameworkCore;

namespace Monolith.Kernel.Data;

/// <summary>
/// One per module. Tables live in the module's schema, names are snake_case, and the connection is made with the module's own database role,
/// so another module's table answers "permission denied".
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        SnakeCaseNames.Apply(modelBuilder);
    }
}
