// expect: The manifest of Favorites depends on Movies, but nothing in Favorites uses Movies.Contracts.
//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = ["Movies"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
