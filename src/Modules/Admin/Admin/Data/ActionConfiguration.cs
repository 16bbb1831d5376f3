using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Admin.Domain;

namespace Monolith.Admin.Data;

internal sealed class ActionConfiguration : IEntityTypeConfiguration<AdminAction>
{
    public const string Table = "actions";

    public void Configure(EntityTypeBuilder<AdminAction> builder)
    {
        builder.ToTable(Table);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(a => a.Reason).HasMaxLength(AdminAction.MaxReasonLength);
        builder.HasIndex(a => new { a.AdminId, a.BegunAt });
        builder.HasIndex(a => new { a.UserId, a.BegunAt });
    }
}
