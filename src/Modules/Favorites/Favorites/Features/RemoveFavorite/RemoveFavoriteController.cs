using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Favorites.Features.RemoveFavorite;

[Route("api/favorites")]
[Tags("Favorites")]
internal sealed class RemoveFavoriteController(IMediator mediator, IValidator<MovieIdInput> validator) : MoviesFrontendController
{
    // A DELETE with a body: the frontend's contract.
    [HttpDelete]
    [Extractable("favorites.remove")]
    [IdempotentByKey]
    [EndpointSummary("Removes a movie from the signed-in user's favourites.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<IActionResult> Remove([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] MovieIdInput? input, CancellationToken cancellationToken)
    {
        input ??= new();
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        Result<Unit> removed = input.ToMovieId() is { } movieId
            ? await mediator.Send(new RemoveFavoriteCommand(UserId, movieId), cancellationToken)
            : FavoriteErrors.NotThere;
        return removed.Succeeded
            ? Message(StatusCodes.Status200OK, "Filme removido dos favoritos!")
            : Message(StatusCodes.Status400BadRequest, removed.Error.Message);
    }
}
