using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Keys;

namespace Monolith.Auth.Data;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<StoredSigningKey>
{
    public void Configure(EntityTypeBuilder<StoredSigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.Property(k => k.Id).HasMaxLength(64);
        builder.Property(k => k.X).HasMaxLength(43);
        builder.Property(k => k.Y).HasMaxLength(43);
    }
}
