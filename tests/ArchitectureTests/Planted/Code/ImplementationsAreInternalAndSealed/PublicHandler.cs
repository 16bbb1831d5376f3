// expect: Monolith.Movies.Features.GetFilmHandler is public.
//# assembly Monolith.Movies
namespace Monolith.Movies
{
public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
}

namespace Monolith.Movies.Features
{
    public sealed class GetFilmHandler;
}
