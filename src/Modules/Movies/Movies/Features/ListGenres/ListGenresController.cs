using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Features.ListGenres;

[Tags("Movies")]
internal sealed class ListGenresController(IMovieProvider movies) : MoviesFrontendController
{
    [HttpGet("api/movies/genres")]
    [Extractable("movies.genres")]
    [EndpointSummary("All genres of films, in the configured language.")]
    [ProducesResponseType<IReadOnlyList<Genre>>(StatusCodes.Status200OK, "application/json")]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var answer = await movies.ListGenresAsync(cancellationToken);
        return answer.Kind == MovieAnswerKind.Found
            ? new JsonDocumentResult(answer.Json)
            : Message(StatusCodes.Status400BadRequest, "Erro ao buscar gêneros no TMDB.");
    }
}
