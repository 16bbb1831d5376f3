// expect: "movies.list" is not a flag of the module Favorites.
// expect: "favorites.Add" is not a flag of the module Favorites.
// expect: "favorites.shape" stands on a method that is no HTTP action.
// expect: "favorites.remove" stands on 2 actions
//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites;

internal sealed class FavoritesController : ControllerBase
{
    [HttpGet("/favorites")]
    [Extractable("movies.list")]
    public IActionResult List() => Ok();

    [HttpPost("/favorites")]
    [Extractable("favorites.Add")]
    public IActionResult Add() => Ok();

    [HttpDelete("/favorites")]
    [Extractable("favorites.remove")]
    public IActionResult Remove() => Ok();

    [HttpDelete("/favorites/all")]
    [Extractable("favorites.remove")]
    public IActionResult RemoveAll() => Ok();

    [Extractable("favorites.shape")]
    public IActionResult Shape() => Ok();
}
