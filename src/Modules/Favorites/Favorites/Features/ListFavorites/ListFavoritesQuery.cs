using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.ListFavorites;

/// <summary>A user's favourites in the order added; with a genre, those of it.</summary>
internal sealed record ListFavoritesQuery(int UserId, int? GenreId) : IRequest<Result<IReadOnlyList<FavoriteOutput>>>;
