// expect: Monolith.Extracted.Favorites (Extracted) uses Monolith.Movies (Implementation).
//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule;

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule;

//# assembly Monolith.Extracted.Favorites
namespace Monolith.Extracted.Favorites;

internal static class Program
{
    public static object[] Modules() => [new Monolith.Favorites.FavoritesModule(), new Monolith.Movies.MoviesModule()];
}
