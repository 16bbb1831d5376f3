using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Throttling;

namespace Monolith.Auth.Data;

internal sealed class LoginOriginConfiguration : IEntityTypeConfiguration<LoginOrigin>
{
    public void Configure(EntityTypeBuilder<LoginOrigin> builder)
    {
        builder.ToTable("login_origins");
        builder.HasKey(o => new { o.Account, o.Address });
        builder.HasIndex(o => o.LastSuccessAt, "ix_login_origins_last_success_at");
    }
}
