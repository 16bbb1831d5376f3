using Monolith.Kernel.Data;

namespace Monolith.Favorites.Data;

internal sealed class FavoritesDbContextFactory() : ModuleDbContextFactory<FavoritesDbContext>("favorites");
