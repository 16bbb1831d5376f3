using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;

namespace Monolith.LedgerModule;

public sealed class TheLedgerModule : IModule
{
    public ModuleManifest Manifest { get; init; } = new("Ledger");

    /// <summary>False: a module that forgot where its keys are to be kept.</summary>
    public bool WithDatabase { get; init; } = true;

    public void AddServices(ModuleBuilder module)
    {
        module.Services.AddSingleton<LedgerSteps>();
        if (WithDatabase)
        {
            module.AddDbContext<LedgerDbContext>();
        }
    }
}
