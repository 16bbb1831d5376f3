using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Wallet.Contracts;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class FreezeChangeConfiguration : IEntityTypeConfiguration<FreezeChange>
{
    public const string Table = "freeze_changes";

    public void Configure(EntityTypeBuilder<FreezeChange> builder)
    {
        builder.ToTable(Table);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Reason).HasMaxLength(FreezeAccount.MaxReasonLength);
        builder.Property(f => f.IdempotencyKey).HasMaxLength(FreezeAccount.MaxKeyLength);
        // Looked for under the wallet's lock; unique also for who writes without it.
        builder.HasIndex(f => new { f.UserId, f.IdempotencyKey }, "ux_freeze_changes_key").IsUnique();
        builder.HasIndex(f => new { f.UserId, f.DecidedAt });
        builder.HasOne<UserWallet>().WithMany().HasForeignKey(f => f.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
