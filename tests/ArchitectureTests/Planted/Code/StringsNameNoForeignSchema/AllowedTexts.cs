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

internal sealed class Sql
{
    public string Own() => "select * from auth.users";
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

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class Texts
{
    public string Own() => "select movie_id from favorites.favorites order by added_at";

    public string Flag() => "favorites.add";

    public string ErrorCode() => "auth.not_found";

    public string Path() => "/api/auth/users";

    public string Host() => "https://auth.users.example/";

    public string Prose() => "Update your authentication. Movies from auth are listed.";
}
