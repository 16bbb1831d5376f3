using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Kernel.Idempotency;

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    public const string Table = "idempotency_keys";

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(k => new { k.UserId, k.KeyHash });
        // The purge goes by age.
        builder.HasIndex(k => k.CreatedAt);
    }
}
