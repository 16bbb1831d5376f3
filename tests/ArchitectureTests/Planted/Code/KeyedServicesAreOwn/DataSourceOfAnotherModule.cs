// expect: Monolith.Favorites.ListFavorites, parameter data
// expect: Monolith.Favorites.AddFavorite.Source
//# assembly Monolith.Auth
namespace Monolith.Auth;

public sealed class AuthModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Auth");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Favorites
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;

namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class ListFavorites([FromKeyedServices("auth")] ModuleConnections data)
{
    public ModuleConnections Data => data;
}

internal sealed class AddFavorite(IServiceProvider services)
{
    public ModuleConnections Source() => services.GetRequiredKeyedService<ModuleConnections>("auth");
}
