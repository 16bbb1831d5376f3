//# assembly Monolith.Auth.Contracts
namespace Monolith.Auth.Contracts;

public sealed record UserSummary(int Id);

//# assembly Monolith.Auth
namespace Monolith.Auth.Data;

public sealed class AuthDbContext(Microsoft.EntityFrameworkCore.DbContextOptions<AuthDbContext> options) : Monolith.Kernel.Data.ModuleDbContext(options, "auth");

//# assembly Monolith.Favorites
namespace Monolith.Favorites.Features;

internal sealed class ListFavorites
{
    public string Name() => new Monolith.Auth.Contracts.UserSummary(1).ToString() + "Monolith.Auth.Contracts" + "Monolith.Favorites.Features";
}
