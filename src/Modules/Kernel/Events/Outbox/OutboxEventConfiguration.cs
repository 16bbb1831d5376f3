using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Kernel.Events.Outbox;

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    public const string Table = "outbox_events";

    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(e => e.Position);
        builder.HasIndex(e => e.Id).IsUnique();
        // For the purge, which goes by age. Rows come in that order, so the smallest kind of index will do.
        builder.HasIndex(e => e.OccurredAt).HasMethod("brin");
        builder.Property(e => e.AggregateKey).HasMaxLength(EventPublishing.MaxAggregateKeyLength);
        builder.Property(e => e.Data).HasColumnType("json");
    }
}
