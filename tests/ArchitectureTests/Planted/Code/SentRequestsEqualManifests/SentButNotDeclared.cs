// expect: Favorites sends Movies.DropFilm, but its manifest does not say so.
//# assembly Monolith.Movies.Contracts
namespace Monolith.Movies.Contracts;

public sealed record GetFilm(int Id) : Monolith.Kernel.Messaging.IQuery<FilmSnapshot>;

public sealed record DropFilm(int Id) : Monolith.Kernel.Messaging.ICommand<bool>;

public sealed record FilmSnapshot(int Id, string Title);

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = ["Movies"], Sends = ["movies.GetFilm"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class Add
{
    public object[] All() => [new Monolith.Movies.Contracts.GetFilm(1), new Monolith.Movies.Contracts.DropFilm(1)];
}
