//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule
{
    public object Snapshot() => new Monolith.Movies.Contracts.FilmSnapshot(1, Monolith.Kernel.Modules.ExtractionRisk.Low.ToString());
}

//# assembly Monolith.Extracted.ServiceHost
namespace Monolith.Extracted.ServiceHost;

public static class Service
{
    public static void Run(params object[] modules)
    {
    }
}

//# assembly Monolith.Extracted.Favorites
namespace Monolith.Extracted.Favorites;

internal static class Program
{
    public static void Start() => Monolith.Extracted.ServiceHost.Service.Run(new Monolith.Favorites.FavoritesModule());
}

//# assembly Monolith.Strangler.Routing
namespace Monolith.Strangler.Routing;

public sealed class Router;

//# assembly Monolith.Host
internal static class Program
{
    public static void Main() => System.GC.KeepAlive(new object[] { new Monolith.Favorites.FavoritesModule(), new Monolith.Strangler.Routing.Router() });
}
