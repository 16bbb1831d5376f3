using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Favorites.Data;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.ListFavorites;

internal sealed class ListFavoritesHandler(FavoritesDbContext database) : IRequestHandler<ListFavoritesQuery, Result<IReadOnlyList<FavoriteOutput>>>
{
    public async Task<Result<IReadOnlyList<FavoriteOutput>>> Handle(ListFavoritesQuery request, CancellationToken cancellationToken)
    {
        var favorites = database.Favorites.AsNoTracking().Where(f => f.UserId == request.UserId);
        if (request.GenreId is { } genre)
        {
            favorites = favorites.Where(f => f.GenreIds.Contains(genre));
        }

        return await favorites
            .OrderBy(f => f.Id)
            .Select(f => new FavoriteOutput(f.Id, f.UserId, f.MovieId, f.MovieTitle, f.OriginalTitle, f.Overview, f.PosterPath, f.ReleaseDate, f.GenreIds))
            .ToListAsync(cancellationToken);
    }
}
