using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.AddFavorite;

[Route("api/favorites")]
[Tags("Favorites")]
internal sealed class AddFavoriteController(IMediator mediator, IValidator<MovieIdInput> validator) : MoviesFrontendController
{
    [HttpPost]
    [Extractable("favorites.add")]
    [IdempotentByKey]
    [EndpointSummary("Adds a movie to the signed-in user's favourites.")]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<IActionResult> Add([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] MovieIdInput? input, CancellationToken cancellationToken)
    {
        input ??= new();
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        if (input.ToMovieId() is not { } movieId)
        {
            return Message(StatusCodes.Status400BadRequest, FavoriteErrors.NoSnapshot(input.MovieId!, ErrorKind.NotFound).Message);
        }

        var added = await mediator.Send(new AddFavoriteCommand(UserId, movieId), cancellationToken);
        return added.Succeeded
            ? Message(StatusCodes.Status201Created, "Filme adicionado aos favoritos!")
            : Message(StatusCodes.Status400BadRequest, added.Error.Message);
    }
}
