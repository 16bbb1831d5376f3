using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Admin.Domain;

namespace Monolith.Admin.Data;

internal sealed class OutcomeConfiguration : IEntityTypeConfiguration<ActionOutcome>
{
    public const string Table = "outcomes";

    public void Configure(EntityTypeBuilder<ActionOutcome> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(o => o.ActionId);
        builder.HasOne<AdminAction>().WithOne().HasForeignKey<ActionOutcome>(o => o.ActionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(o => o.Result).HasConversion<string>().HasMaxLength(16);
        builder.Property(o => o.ErrorCode).HasMaxLength(100);
        // Who had to do with somebody is asked by anybody who was shown.
        builder.HasIndex(o => o.ShownUserIds, "ix_outcomes_shown_user_ids").HasMethod("gin");
    }
}
