using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;

namespace Monolith.Strangler.Routing.Store;

/// <summary>Puts PostgreSQL behind <see cref="IFlagStore"/>: the store of a Host, or of several gateways that share one.</summary>
internal static class PostgresFlagStoreRegistration
{
    /// <summary>Call after <see cref="ModuleDataRegistration.AddModuleDatabases"/>.</summary>
    public static IServiceCollection AddPostgresFlagStore(this IServiceCollection services)
        => services
            .AddModuleDbContext<StranglerDbContext>(StranglerDbContext.Manifest, ModuleRole.Service, [StranglerDbContext.LedgerTable])
            .AddSingleton<IFlagStore, PostgresFlagStore>();
}
