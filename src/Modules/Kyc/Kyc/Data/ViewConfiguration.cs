using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Data;

internal sealed class ViewConfiguration : IEntityTypeConfiguration<KycView>
{
    public const string Table = "views";

    public void Configure(EntityTypeBuilder<KycView> builder)
    {
        builder.ToTable(Table);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Reason).HasMaxLength(GetKycDetails.MaxReasonLength);
        builder.HasIndex(v => new { v.UserId, v.ViewedAt });
        builder.HasIndex(v => new { v.ViewedBy, v.ViewedAt });
    }
}
