using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class EntryConfiguration : IEntityTypeConfiguration<Entry>
{
    public const string Table = "entries";

    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.ToTable(Table, table => table.HasCheckConstraint("ck_entries_not_zero", "amount <> 0"));
        builder.HasKey(e => new { e.TransactionId, e.Line });
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(ColumnTypes.MaxEnumLength);
        builder.Property(e => e.Currency).HasColumnType(ColumnTypes.Currency);
        builder.Property(e => e.Amount).HasColumnType(ColumnTypes.Money);
        builder.Property(e => e.BalanceAfter).HasColumnType(ColumnTypes.Money);
        // Also what a user's list and statement are read by.
        builder.HasIndex(e => new { e.UserId, e.Kind, e.Number }, "ux_entries_number").IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(e => new { e.UserId, e.Kind }).OnDelete(DeleteBehavior.Restrict);
    }
}
