// expect: Monolith.Favorites uses Monolith.Auth.Data.AuthDbContext
//# assembly Monolith.Auth
namespace Monolith.Auth.Data;

public sealed class AuthDbContext(Microsoft.EntityFrameworkCore.DbContextOptions<AuthDbContext> options) : Monolith.Kernel.Data.ModuleDbContext(options, "auth");

//# assembly Monolith.Favorites
namespace Monolith.Favorites.Features;

internal sealed class ListFavorites(Monolith.Auth.Data.AuthDbContext users)
{
    public int Count() => users.Model.GetEntityTypes().Count();
}
