//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Favorites.Contracts
namespace Monolith.Favorites.Contracts;

public sealed record FavoriteAdded(int Id);

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = ["Movies"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class Add
{
    public object Snapshot() => new Monolith.Movies.Contracts.FilmSnapshot(1, new Monolith.Favorites.Contracts.FavoriteAdded(1).ToString());
}
