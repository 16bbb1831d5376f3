using Microsoft.Extensions.Configuration;
using Monolith.Favorites.Data;
using Monolith.Kernel.Modules;

namespace Monolith.Favorites;

/// <summary>What users like: a list of movie snapshots each.</summary>
public sealed class FavoritesModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Favorites")
    {
        DependsOn = ["Auth", "Movies"],
        Sends = ["auth.FindUserByEmail", "movies.GetMovieSnapshot"],
        Risk = ExtractionRisk.Low,
        RiskReason = "One small table that its user can fill again; nothing else reads it.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.AddDbContext<FavoritesDbContext>();
        if (module.Configuration.GetValue<bool>("Seed:Demo"))
        {
            module.AddSeed<DemoFavorites>();
        }
    }
}
