using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public const string Table = "accounts";

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable(Table, table => table.HasCheckConstraint("ck_accounts_never_negative", "balance >= 0 OR kind = 'Funding'"));
        builder.HasKey(a => new { a.UserId, a.Kind });
        builder.Ignore(a => a.Key);
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(ColumnTypes.MaxEnumLength);
        builder.Property(a => a.Currency).HasColumnType(ColumnTypes.Currency);
        builder.Property(a => a.Balance).HasColumnType(ColumnTypes.Money).HasDefaultValue(0m);
        builder.Property(a => a.EntryCount).HasDefaultValue(0L);
        builder.HasOne<UserWallet>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
