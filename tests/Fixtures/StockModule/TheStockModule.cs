using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;

namespace Monolith.StockModule;

public sealed class TheStockModule : IModule
{
    public ModuleManifest Manifest { get; init; } = new("Stock") { DependsOn = ["Shop"], SubscribesTo = ["shop.order-placed.v1"] };

    public void AddServices(ModuleBuilder module)
    {
        module.Services.AddSingleton<StockSteps>();
        module.AddDbContext<StockDbContext>();
        module.Services.ConfigureDbContext<StockDbContext>((provider, options) => options.AddInterceptors(new AfterCommit(provider.GetRequiredService<StockSteps>())));
    }
}
