using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Broker.Domain;

namespace Monolith.Broker.Data;

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    private const int MaxEnumLength = 20;

    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("connections", table =>
        {
            table.HasCheckConstraint("ck_connections_session_unless_disconnected", "(state = 'Disconnected') = (session IS NULL)");
            table.HasCheckConstraint("ck_connections_session_has_keys", "session IS NULL OR keys IS NOT NULL");
        });
        builder.HasKey(c => new { c.UserId, c.Broker });
        builder.Property(c => c.Broker).HasConversion<string>().HasMaxLength(MaxEnumLength);
        builder.Property(c => c.State).HasConversion<string>().HasMaxLength(MaxEnumLength);
    }
}
