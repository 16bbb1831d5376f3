// expect: Monolith.Favorites.Contracts (Contracts) uses Monolith.Movies.Contracts (Contracts).
//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Favorites.Contracts
namespace Monolith.Favorites.Contracts;

public sealed record FavoriteAdded(Monolith.Movies.Contracts.FilmSnapshot Film);
