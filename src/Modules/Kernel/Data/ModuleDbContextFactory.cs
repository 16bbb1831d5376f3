using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Monolith.Kernel.Data;

/// <summary>
/// Lets <c>dotnet ef migrations add</c> build a module's context without starting a host or a database. A module derives an internal sealed factory from it.
/// </summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public abstract class ModuleDbContextFactory<TContext>(string schema) : IDesignTimeDbContextFactory<TContext>
    where TContext : ModuleDbContext
{
    /// <inheritdoc/>
    public TContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TContext>()
            .UseNpgsql("Host=design-time", npgsql => npgsql.MigrationsHistoryTable(ModuleDataRegistration.HistoryTable, schema))
            .Options;
        return (TContext)Activator.CreateInstance(typeof(TContext), options)!;
    }
}
