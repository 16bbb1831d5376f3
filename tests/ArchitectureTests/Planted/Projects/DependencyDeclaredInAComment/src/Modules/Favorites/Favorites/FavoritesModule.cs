public sealed class FavoritesModule : IModule
{
    // DependsOn = ["Movies"]
    public ModuleManifest Manifest { get; } = new("Favorites");
}
