using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Auth.Domain;
using Monolith.Kernel.Security;

namespace Monolith.Auth.Data;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    /// <summary>Also the name by which a lost race is recognised.</summary>
    public const string OncePerEmail = "ux_users_normalized_email";

    /// <summary>As <see cref="OncePerEmail"/>.</summary>
    public const string OncePerUsername = "ux_users_normalized_username";

    public const int MaxNameLength = 255;
    public const int MaxPasswordHashLength = 500;
    public const int MaxMobileLength = 32;

    private const int MaxRoleLength = 16;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", table => table.HasCheckConstraint("ck_users_role", $"role IN ('{UserRole.User}', '{UserRole.Admin}')"));
        builder.Property(u => u.Id).UseIdentityAlwaysColumn();
        builder.Property(u => u.Name).HasMaxLength(MaxNameLength);
        builder.Property(u => u.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(u => u.PasswordHash).HasMaxLength(MaxPasswordHashLength);
        builder.Property(u => u.Username).HasMaxLength(Username.MaxLength);
        builder.Property(u => u.NormalizedUsername).HasMaxLength(Username.MaxLength);
        builder.Property(u => u.Mobile).HasMaxLength(MaxMobileLength);
        builder.Property(u => u.Role).HasMaxLength(MaxRoleLength).HasDefaultValue(UserRole.User);
        builder.HasIndex(u => u.NormalizedEmail, OncePerEmail).IsUnique();
        builder.HasIndex(u => u.NormalizedUsername, OncePerUsername).IsUnique();
        // For searches by their beginnings, which an index in a language's order does not serve.
        builder.HasIndex(u => u.NormalizedEmail, "ix_users_email_beginnings").HasOperators("text_pattern_ops");
        builder.HasIndex(u => u.NormalizedUsername, "ix_users_username_beginnings").HasOperators("text_pattern_ops");
    }
}
