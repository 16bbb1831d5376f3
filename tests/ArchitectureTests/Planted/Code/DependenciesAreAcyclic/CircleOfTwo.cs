// expect: Favorites -> Movies -> Favorites
//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies") { DependsOn = ["Favorites"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = ["Movies"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
