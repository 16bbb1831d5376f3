//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Host
internal static class Program
{
    public static void Main() => System.GC.KeepAlive(new object[] { new Monolith.Movies.MoviesModule(), new Monolith.Favorites.FavoritesModule() });
}
