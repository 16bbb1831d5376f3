using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.LedgerModule;

/// <summary>What an action has written: one row for each execution.</summary>
internal sealed class Entry
{
    public int Id { get; private init; }

    public required string Text { get; set; }
}

internal sealed class LedgerDbContext(DbContextOptions<LedgerDbContext> options) : ModuleDbContext(options, "ledger")
{
    public DbSet<Entry> Entries => Set<Entry>();
}

internal sealed class EntryConfiguration : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder) => builder.ToTable("entries").HasKey(e => e.Id);
}
