using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Strangler.Routing.Store.Hosts;

namespace Monolith.Strangler.Routing.Store;

/// <summary>Owns the schema's migrations. At run time <see cref="PostgresFlagStore"/> speaks SQL: compare-and-set and NOTIFY are one statement.</summary>
internal sealed class StranglerDbContext(DbContextOptions<StranglerDbContext> options) : ModuleDbContext(options, Manifest.Schema)
{
    /// <summary>The strangler has a schema and a role as modules have, and is none.</summary>
    public static readonly ModuleManifest Manifest = new("Strangler");

    /// <summary>Rows are added and never changed: not by whoever holds the connection this host works with, either.</summary>
    public const string LedgerTable = "flag_versions";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FlagVersion>(version =>
        {
            version.ToTable(LedgerTable);
            version.HasKey(v => v.Version);
            version.Property(v => v.Version).ValueGeneratedNever();
            version.HasIndex(v => v.Id).IsUnique();
            // Not jsonb, which would write its own text: the hash is over the text that was written.
            version.Property(v => v.Document).HasColumnType("json");
            version.Property(v => v.Changes).HasColumnType("json");
            version.Property(v => v.Figures).HasColumnType("json");
        });
        modelBuilder.Entity<HostRow>(host =>
        {
            host.ToTable("hosts");
            host.HasKey(h => h.Id);
            host.Property(h => h.Id).ValueGeneratedNever();
        });
        base.OnModelCreating(modelBuilder);
    }
}
