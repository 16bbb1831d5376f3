using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class TransactionConfiguration : IEntityTypeConfiguration<LedgerTransaction>
{
    public const string Table = "transactions";
    public const int MaxReferenceLength = 100;
    public const int MaxMethodLength = 50;
    public const int MaxDestinationLength = 200;

    public void Configure(EntityTypeBuilder<LedgerTransaction> builder)
    {
        builder.ToTable(Table, table => table.HasCheckConstraint("ck_transactions_positive", "amount > 0"));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Operation).HasConversion<string>().HasMaxLength(ColumnTypes.MaxEnumLength);
        builder.Property(t => t.ReferenceId).HasMaxLength(MaxReferenceLength);
        builder.Property(t => t.Method).HasMaxLength(MaxMethodLength);
        builder.Property(t => t.Destination).HasMaxLength(MaxDestinationLength);
        builder.Property(t => t.Currency).HasColumnType(ColumnTypes.Currency);
        builder.Property(t => t.Amount).HasColumnType(ColumnTypes.Money);
        builder.Property(t => t.AvailableAfter).HasColumnType(ColumnTypes.Money);
        // Entries may be added in the database transaction that made theirs, and in no later one; the entries' trigger compares.
        builder.Property<ulong>("PostedIn").HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.HasIndex(t => new { t.UserId, t.Operation, t.ReferenceId }, "ux_transactions_reference").IsUnique().HasFilter("reference_id IS NOT NULL");
        builder.HasIndex(t => t.SettlesId, "ux_transactions_settles_id").IsUnique().HasFilter("settles_id IS NOT NULL");
        // A user's open holds are looked for among their holds.
        builder.HasIndex(t => new { t.UserId, t.CreatedAt }, "ix_transactions_holds").HasFilter("operation = 'Hold'");
        builder.HasMany(t => t.Entries).WithOne().HasForeignKey(e => e.TransactionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(t => t.SettlesId).OnDelete(DeleteBehavior.Restrict);
    }
}
