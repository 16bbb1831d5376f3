// expect: Auth -> Movies -> Favorites -> Auth
//# assembly Monolith.Auth
namespace Monolith.Auth;

public sealed class AuthModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Auth") { DependsOn = ["Movies"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Movies
namespace Monolith.Movies;

public sealed class MoviesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Movies") { DependsOn = ["Favorites"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Favorites
namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites") { DependsOn = ["Auth"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

//# assembly Monolith.Wallet
namespace Monolith.Wallet;

public sealed class WalletModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Wallet") { DependsOn = ["Auth"] };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
