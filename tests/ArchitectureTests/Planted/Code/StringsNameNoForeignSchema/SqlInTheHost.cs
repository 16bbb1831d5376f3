// expect: Monolith.Host has SQL on the schema of the module Auth
//# assembly Monolith.Auth
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.Auth;

public sealed class AuthModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Auth");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class User
{
    public int Id { get; set; }
}

internal sealed class AuthDbContext(DbContextOptions<AuthDbContext> options) : ModuleDbContext(options, "auth")
{
    public DbSet<User> Users => Set<User>();
}

internal sealed class AuthDbContextFactory() : ModuleDbContextFactory<AuthDbContext>("auth");

//# assembly Monolith.Host
internal static class Program
{
    public static void Main() => System.GC.KeepAlive("UPDATE auth.users SET name = ''");
}
