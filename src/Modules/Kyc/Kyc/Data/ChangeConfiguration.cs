using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Data;

internal sealed class ChangeConfiguration : IEntityTypeConfiguration<KycChange>
{
    public const string Table = "changes";

    public void Configure(EntityTypeBuilder<KycChange> builder)
    {
        builder.ToTable(Table);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Form).HasConversion<string>().HasMaxLength(RecordConfiguration.MaxEnumLength);
        builder.Property(c => c.State).HasConversion<string>().HasMaxLength(RecordConfiguration.MaxEnumLength);
        builder.Property(c => c.Reason).HasMaxLength(GetKycDetails.MaxReasonLength);
        builder.HasIndex(c => new { c.UserId, c.ChangedAt });
    }
}
