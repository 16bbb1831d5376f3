using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.Auth.Contracts;
using Monolith.Favorites.Domain;
using Monolith.Kernel.Data;
using Monolith.Movies.Contracts;

namespace Monolith.Favorites.Data;

/// <summary>Favourites for the demo user, put in while that user has none.</summary>
internal sealed class DemoFavorites(FavoritesDbContext database, IMediator mediator, TimeProvider time) : ISeed
{
    private const string DemoUser = "test@example.com";
    private static readonly int[] Movies = [268, 155, 680];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var user = await mediator.Send(new FindUserByEmail(DemoUser), cancellationToken);
        if (!user.Succeeded || await database.Favorites.AnyAsync(f => f.UserId == user.Value.Id, cancellationToken))
        {
            return;
        }

        foreach (var movieId in Movies)
        {
            var movie = await mediator.Send(new GetMovieSnapshot(movieId), cancellationToken);
            if (movie.Succeeded)
            {
                database.Favorites.Add(Favorite.Of(user.Value.Id, movie.Value, time.GetUtcNow()));
            }
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
