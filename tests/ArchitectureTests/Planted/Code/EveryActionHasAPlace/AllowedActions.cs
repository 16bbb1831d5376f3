//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites;

internal sealed class FavoritesController : ControllerBase
{
    public int Count { get; set; }

    [HttpGet("/favorites")]
    [Extractable("favorites.list")]
    public IActionResult List() => Ok(Shape());

    [HttpPost("/admin/favorites")]
    [HostOnly("Operators work on the Host's internal listener.")]
    public IActionResult Import() => Ok();

    [NonAction]
    public object Shape() => new { Count };

    public override string ToString() => "favourites";
}
