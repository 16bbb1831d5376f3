using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Domain;
using Monolith.Auth.Keys;
using Monolith.Auth.Mail;
using Monolith.Kernel.Data;

namespace Monolith.Auth.Data;

internal sealed class AuthDbContext(DbContextOptions<AuthDbContext> options) : ModuleDbContext(options, "auth")
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<MailToken> MailTokens => Set<MailToken>();

    public DbSet<StoredSigningKey> SigningKeys => Set<StoredSigningKey>();
}
