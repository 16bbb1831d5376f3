using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Kernel.Events.Inbox;

internal sealed class InboxEventConfiguration : IEntityTypeConfiguration<InboxEvent>
{
    public const string Table = "inbox_events";

    public void Configure(EntityTypeBuilder<InboxEvent> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(e => e.Id);
        // For the purge; rows come in that order.
        builder.HasIndex(e => e.HandledAt).HasMethod("brin");
    }
}
