public sealed class FavoritesModule : IModule
{
    public ModuleManifest Manifest { get; } = new("Favorites")
    {
        DependsOn =
        [
            "Movies", // the snapshot
            "Auth",
        ],
        RiskReason = "Users enter it again.",
    };
}
