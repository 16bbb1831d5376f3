// expect: SQL on the schema of the module Auth: "select * from auth.users where id = 1".
// expect: Monolith.Favorites.Sql.Text1
// expect: SQL on the schema of the module Auth: "DELETE FROM "auth".sessions".
// expect: Monolith.Favorites.Sql.SearchPath
// expect: SQL on the schema of the module Auth: "auth.users".
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

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class Sql
{
    public string Text0() => "select * from auth.users where id = 1";

    public string Text1(string table) => $"SELECT 1 FROM auth.{table}";

    public string Text2() => "DELETE FROM \"auth\".sessions";

    public async Task<string> SearchPath()
    {
        await Task.Yield();
        return "SET search_path TO public, auth";
    }

    public string Text4() => "auth.users";
}
