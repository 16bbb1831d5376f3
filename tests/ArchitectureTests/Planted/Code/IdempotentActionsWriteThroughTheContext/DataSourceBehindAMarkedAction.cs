// expect: AddFavoriteHandler holds a ModuleConnections, and an action with [IdempotentByKey] uses it.
// expect: Counters holds a ModuleConnections, and an action with [IdempotentByKey] uses it.
//# assembly Monolith.Favorites
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Data;

namespace Monolith.Favorites.Features.AddFavorite
{
    internal sealed class AddFavoriteController : ControllerBase
    {
        [HttpPost("/favorites")]
        [IdempotentByKey]
        public IActionResult Add() => Ok();
    }

    internal sealed class AddFavoriteHandler(ModuleConnections data, Monolith.Favorites.Counting.Counters counters)
    {
        public int Work() => data.GetHashCode() + counters.GetHashCode();
    }
}

namespace Monolith.Favorites.Counting
{
    internal sealed class Counters(ModuleConnections data)
    {
        public int Count() => data.GetHashCode();
    }
}
