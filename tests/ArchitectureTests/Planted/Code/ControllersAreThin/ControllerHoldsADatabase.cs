// expect: FilmsController holds a FilmsContext.
// expect: FilmsController holds a HttpClient.
//# assembly Monolith.Movies
using Microsoft.AspNetCore.Mvc;

namespace Monolith.Movies;

internal sealed class FilmsContext : Microsoft.EntityFrameworkCore.DbContext;

internal sealed class FilmsController(FilmsContext films) : ControllerBase
{
    [HttpGet("/films")]
    public IActionResult List([FromServices] System.Net.Http.HttpClient client) => Ok(films.ChangeTracker.HasChanges() && client.Timeout.Ticks > 0);
}
