using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Data;

internal sealed class KycDbContext(DbContextOptions<KycDbContext> options) : ModuleDbContext(options, "kyc")
{
    /// <summary>What was done and seen stays: whatever serves requests adds rows to these tables and reads them, and no more.</summary>
    public static readonly IReadOnlyList<string> AppendOnlyTables = [ChangeConfiguration.Table, ViewConfiguration.Table];

    public DbSet<KycRecord> Records => Set<KycRecord>();

    public DbSet<KycChange> Changes => Set<KycChange>();

    public DbSet<KycView> Views => Set<KycView>();

    public DbSet<KycStatement> Statements => Set<KycStatement>();
}
