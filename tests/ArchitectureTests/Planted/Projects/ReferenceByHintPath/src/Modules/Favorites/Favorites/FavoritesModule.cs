public sealed class FavoritesModule : IModule
{
    public ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = [] };
}
