using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Features.SearchMovies;

[Tags("Movies")]
internal sealed class SearchMoviesController(IMovieProvider movies) : MoviesFrontendController
{
    [HttpGet("api/movies/search")]
    [Extractable("movies.search")]
    [EndpointSummary("Films by title. No text, no films.")]
    [ProducesResponseType<IReadOnlyList<MovieSummary>>(StatusCodes.Status200OK, "application/json")]
    public async Task<IActionResult> Search([FromQuery] string? q, CancellationToken cancellationToken)
    {
        if (SearchText.Normalize(q) is not { } text)
        {
            return Ok(Array.Empty<MovieSummary>());
        }

        var answer = await movies.SearchAsync(text, cancellationToken);
        return answer.Kind == MovieAnswerKind.Found
            ? new JsonDocumentResult(answer.Json)
            : Message(StatusCodes.Status400BadRequest, "Erro ao buscar filmes no TMDB.");
    }
}
