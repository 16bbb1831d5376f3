//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites;

internal sealed class FavoritesController : ControllerBase
{
    [HttpGet("/favorites")]
    [Extractable("favorites.list")]
    public IActionResult List() => Ok();

    [HttpDelete("/favorites")]
    [Extractable("favorites.remove-all")]
    public IActionResult Remove() => Ok();
}
