using Microsoft.EntityFrameworkCore;
using Monolith.Favorites.Domain;
using Monolith.Kernel.Data;

namespace Monolith.Favorites.Data;

internal sealed class FavoritesDbContext(DbContextOptions<FavoritesDbContext> options) : ModuleDbContext(options, "favorites")
{
    public DbSet<Favorite> Favorites => Set<Favorite>();
}
