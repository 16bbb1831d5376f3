using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites.Features.ListFavorites;

[Route("api/favorites")]
[Tags("Favorites")]
internal sealed class ListFavoritesController(IMediator mediator) : MoviesFrontendController
{
    // Text, not int?: the frontend sends "genre_id=" for "all genres", which model binding would refuse.
    [HttpGet]
    [Extractable("favorites.list")]
    [EndpointSummary("The signed-in user's favourites, in the order added; with genre_id, those of that genre.")]
    [ProducesResponseType<IReadOnlyList<FavoriteOutput>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List([FromQuery(Name = "genre_id")] string? genreId, CancellationToken cancellationToken)
    {
        int? genre = null;
        if (!string.IsNullOrWhiteSpace(genreId))
        {
            if (!int.TryParse(genreId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
            {
                return Message(StatusCodes.Status400BadRequest, FavoriteErrors.GenreNotAnInteger);
            }

            genre = id;
        }

        var favorites = await mediator.Send(new ListFavoritesQuery(UserId, genre), cancellationToken);
        return favorites.Succeeded ? Ok(favorites.Value) : Message(StatusCodes.Status400BadRequest, favorites.Error.Message);
    }
}
