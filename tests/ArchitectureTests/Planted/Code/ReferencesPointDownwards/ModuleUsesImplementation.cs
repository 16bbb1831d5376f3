// expect: Monolith.Favorites (Implementation) uses Monolith.Movies (Implementation).
//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class Film;

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

internal sealed class Favorite
{
    public object Copy() => new Monolith.Movies.Film();
}
