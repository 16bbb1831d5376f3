using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Favorites.Data;
using Monolith.Favorites.Domain;
using Monolith.Kernel.Results;
using Monolith.Movies.Contracts;
using Npgsql;

namespace Monolith.Favorites.Features.AddFavorite;

internal sealed class AddFavoriteHandler(FavoritesDbContext database, IMediator mediator, TimeProvider time) : IRequestHandler<AddFavoriteCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(AddFavoriteCommand request, CancellationToken cancellationToken)
    {
        // Spares Movies the question in the usual case; the unique index decides.
        if (await database.Favorites.AnyAsync(f => f.UserId == request.UserId && f.MovieId == request.MovieId, cancellationToken))
        {
            return FavoriteErrors.AlreadyThere;
        }

        var movie = await mediator.Send(new GetMovieSnapshot(request.MovieId), cancellationToken);
        if (!movie.Succeeded)
        {
            return FavoriteErrors.NoSnapshot($"{request.MovieId}", movie.Error.Kind);
        }

        database.Favorites.Add(Favorite.Of(request.UserId, movie.Value, time.GetUtcNow()));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return Unit.Value;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: FavoriteConfiguration.OncePerUserAndMovie,
        })
        {
            return FavoriteErrors.AlreadyThere;
        }
    }
}
