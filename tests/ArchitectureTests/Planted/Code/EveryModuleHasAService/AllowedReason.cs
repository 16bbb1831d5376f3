//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies") { NoServiceReason = "Films are read in the process." };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
