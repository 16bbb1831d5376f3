using Microsoft.EntityFrameworkCore;
using Monolith.Admin.Domain;
using Monolith.Kernel.Data;

namespace Monolith.Admin.Data;

internal sealed class AdminDbContext(DbContextOptions<AdminDbContext> options) : ModuleDbContext(options, "admin")
{
    /// <summary>What was done stays: whatever serves requests adds rows to these tables and reads them, and no more.</summary>
    public static readonly IReadOnlyList<string> AppendOnlyTables = [ActionConfiguration.Table, OutcomeConfiguration.Table];

    public DbSet<AdminAction> Actions => Set<AdminAction>();

    public DbSet<ActionOutcome> Outcomes => Set<ActionOutcome>();
}
