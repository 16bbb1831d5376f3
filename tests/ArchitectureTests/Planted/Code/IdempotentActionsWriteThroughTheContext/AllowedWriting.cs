//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Data;

namespace Monolith.Favorites.Features.AddFavorite
{
    internal sealed class FavoritesContext : Microsoft.EntityFrameworkCore.DbContext;

    internal sealed class AddFavoriteController : ControllerBase
    {
        [HttpPost("/favorites")]
        [IdempotentByKey]
        public IActionResult Add() => Ok();
    }

    internal sealed class AddFavoriteHandler(FavoritesContext favorites)
    {
        public int Work() => favorites.GetHashCode();
    }
}

namespace Monolith.Favorites.Features.ImportFavorites
{
    internal sealed class ImportController : ControllerBase
    {
        [HttpPost("/favorites/import")]
        public IActionResult Import() => Ok();
    }

    internal sealed class ImportHandler(ModuleConnections data)
    {
        public int Work() => data.GetHashCode();
    }
}
