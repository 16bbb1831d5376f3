// expect: Monolith.Favorites names "Monolith.Auth.Data.AuthDbContext, Monolith.Auth", which belongs to the module Auth, in a text.
// expect: Monolith.Favorites.Features.ListFavorites.FindAsync
//# assembly Monolith.Auth
namespace Monolith.Auth.Data;

public sealed class AuthDbContext(Microsoft.EntityFrameworkCore.DbContextOptions<AuthDbContext> options) : Monolith.Kernel.Data.ModuleDbContext(options, "auth");

//# assembly Monolith.Favorites
namespace Monolith.Favorites.Features;

internal sealed class ListFavorites
{
    public async Task<Type?> FindAsync()
    {
        await Task.Yield();
        return Type.GetType("Monolith.Auth.Data.AuthDbContext, Monolith.Auth");
    }
}
