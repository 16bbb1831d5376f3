using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Kernel.Events.Outbox;

internal sealed class OutboxSubscriptionConfiguration : IEntityTypeConfiguration<OutboxSubscription>
{
    public const string Table = "outbox_subscriptions";

    public void Configure(EntityTypeBuilder<OutboxSubscription> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(s => new { s.Type, s.Subscriber });
    }
}
