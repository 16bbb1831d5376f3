//# assembly Monolith.Movies
using Microsoft.AspNetCore.Mvc;

namespace Monolith.Movies;

internal sealed class FilmsController(MediatR.IMediator mediator) : Monolith.Kernel.Frontends.MoviesFrontendController
{
    [HttpGet("/films")]
    public IActionResult List() => Ok(mediator.GetHashCode());
}
