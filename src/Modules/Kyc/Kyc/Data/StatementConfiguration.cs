using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Data;

internal sealed class StatementConfiguration : IEntityTypeConfiguration<KycStatement>
{
    public void Configure(EntityTypeBuilder<KycStatement> builder)
    {
        builder.ToTable("statements");
        builder.HasKey(s => s.UserId);
        builder.Property(s => s.UserId).ValueGeneratedNever();
    }
}
