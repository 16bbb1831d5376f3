using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Data;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    /// <summary>Also the name by which a lost race is recognised.</summary>
    public const string OncePerEmail = "ux_users_normalized_email";

    public const int MaxNameLength = 255;
    public const int MaxPasswordHashLength = 500;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Id).UseIdentityAlwaysColumn();
        builder.Property(u => u.Name).HasMaxLength(MaxNameLength);
        builder.Property(u => u.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(u => u.PasswordHash).HasMaxLength(MaxPasswordHashLength);
        builder.HasIndex(u => u.NormalizedEmail, OncePerEmail).IsUnique();
    }
}
