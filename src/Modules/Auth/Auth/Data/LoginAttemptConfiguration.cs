using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Throttling;

namespace Monolith.Auth.Data;

internal sealed class LoginAttemptConfiguration : IEntityTypeConfiguration<LoginAttempt>
{
    public void Configure(EntityTypeBuilder<LoginAttempt> builder)
    {
        builder.ToTable("login_attempts");
        builder.Property(a => a.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(a => new { a.Account, a.Address, a.AttemptedAt }, "ix_login_attempts_pair");
        builder.HasIndex(a => new { a.Account, a.AttemptedAt }, "ix_login_attempts_account");
        builder.HasIndex(a => new { a.Address, a.AttemptedAt }, "ix_login_attempts_address");
        builder.HasIndex(a => a.AttemptedAt, "ix_login_attempts_attempted_at");
    }
}
