using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Data;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        // Every process asks several times a second for the newest log-outs.
        builder.HasIndex(s => s.RevokedAt, "ix_sessions_revoked_at").HasFilter("revoked_at IS NOT NULL");
        builder.HasIndex(s => s.ExpiresAt, "ix_sessions_expires_at");
        builder.Property(s => s.Device).HasMaxLength(SessionOrigin.MaxDeviceLength);
        builder.Property(s => s.Address).HasMaxLength(SessionOrigin.MaxAddressLength);
        // Sessions from before it was kept were used when they began, at least.
        builder.Property(s => s.LastUsedAt).HasDefaultValueSql("now()");
    }
}
