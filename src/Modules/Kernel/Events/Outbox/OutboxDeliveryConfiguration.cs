using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Kernel.Events.Outbox;

internal sealed class OutboxDeliveryConfiguration : IEntityTypeConfiguration<OutboxDelivery>
{
    public const string Table = "outbox_deliveries";

    public void Configure(EntityTypeBuilder<OutboxDelivery> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(d => new { d.Position, d.Subscriber });
        // What is over is in neither: they stay as small as what is under way.
        builder.HasIndex(d => new { d.Subscriber, d.Position }).HasFilter($"state = {DeliveryState.Pending:D}");
        builder.HasIndex(d => new { d.Subscriber, d.AggregateKey, d.Position }).HasFilter($"state IN ({DeliveryState.Pending:D}, {DeliveryState.Dead:D})");
        builder.Property(d => d.AggregateKey).HasMaxLength(EventPublishing.MaxAggregateKeyLength);
    }
}
