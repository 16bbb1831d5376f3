public sealed class FavoritesModule : IModule
{
    private static readonly string[] Names = ["Movies"];

    public ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = Names };
}
