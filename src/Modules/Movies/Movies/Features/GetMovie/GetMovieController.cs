using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Movies.Contracts;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Features.GetMovie;

[Tags("Movies")]
internal sealed class GetMovieController(IMovieProvider movies) : MoviesFrontendController
{
    [HttpGet("api/movies/{id}")]
    [Extractable("movies.details")]
    [EndpointSummary("One film's details.")]
    [ProducesResponseType<MovieDetails>(StatusCodes.Status200OK, "application/json")]
    public async Task<IActionResult> Get(string? id, CancellationToken cancellationToken)
    {
        // Not a route constraint: it would answer 404 to integers of more than ten digits, too, and the contract has a text for those.
        if (RequestedMovieId.Parse(id) is not { } requested)
        {
            return Message(StatusCodes.Status404NotFound, "Not Found");
        }

        var answer = requested.Number is { } number ? await movies.GetDetailsAsync(number, cancellationToken) : MovieAnswer.Unknown;
        return answer.Kind == MovieAnswerKind.Found
            ? new JsonDocumentResult(answer.Json)
            : Message(StatusCodes.Status400BadRequest, MovieErrors.DetailsFailedMessage(requested.Text));
    }
}
