using Monolith.Kernel.Modules;

namespace Monolith.ShopModule;

public sealed class TheShopModule : IModule
{
    public ModuleManifest Manifest { get; } = new("Shop");

    public void AddServices(ModuleBuilder module) => module.AddDbContext<ShopDbContext>();
}
