// expect: The module Movies has neither a service nor a NoServiceReason.
//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
