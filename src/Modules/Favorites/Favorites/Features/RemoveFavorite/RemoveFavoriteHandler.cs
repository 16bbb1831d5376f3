using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Favorites.Data;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.RemoveFavorite;

internal sealed class RemoveFavoriteHandler(FavoritesDbContext database) : IRequestHandler<RemoveFavoriteCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(RemoveFavoriteCommand request, CancellationToken cancellationToken)
    {
        var removed = await database.Favorites
            .Where(f => f.UserId == request.UserId && f.MovieId == request.MovieId)
            .ExecuteDeleteAsync(cancellationToken);
        return removed == 0 ? FavoriteErrors.NotThere : Unit.Value;
    }
}
