public sealed class MoviesModule : IModule
{
    public ModuleManifest Manifest { get; } = new("Movies");
}
