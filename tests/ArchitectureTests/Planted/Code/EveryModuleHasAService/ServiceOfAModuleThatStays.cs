// expect: The module Movies has a service, and a NoServiceReason.
//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies") { NoServiceReason = "Films are read in the process." };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Extracted.Movies
internal static class Program
{
    public static void Main() => System.GC.KeepAlive(new Monolith.Movies.MoviesModule());
}
