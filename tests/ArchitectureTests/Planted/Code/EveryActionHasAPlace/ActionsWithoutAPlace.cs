// expect: FavoritesController.List has neither [Extractable] nor [HostOnly].
// expect: FavoritesController.Guess has neither [Extractable] nor [HostOnly].
// expect: FavoritesController.Inherited has neither [Extractable] nor [HostOnly].
// expect: FavoritesController.Add has both [Extractable] and [HostOnly].
// expect: FavoritesController.Remove is [HostOnly] without a reason.
//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites;

internal abstract class ListController : ControllerBase
{
    [HttpGet("/favorites/inherited")]
    public IActionResult Inherited() => Ok();
}

internal sealed class FavoritesController : ListController
{
    [HttpGet("/favorites")]
    public IActionResult List() => Ok();

    public IActionResult Guess() => Ok();

    [HttpPost("/favorites")]
    [Extractable("favorites.add")]
    [HostOnly("It cannot decide.")]
    public IActionResult Add() => Ok();

    [HttpDelete("/favorites")]
    [HostOnly(" ")]
    public IActionResult Remove() => Ok();
}
