using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;

namespace Monolith.Kernel.Idempotency;

/// <summary>The tables of keys of the modules in this process.</summary>
internal sealed class IdempotencyStores(IEnumerable<ModuleContext> contexts, IServiceProvider services)
{
    private readonly Dictionary<Assembly, IdempotencyStore> _stores = contexts
        .Where(c => IdempotentActions.ExistIn(c.ContextType.Assembly))
        .ToDictionary(c => c.ContextType.Assembly, c => new IdempotencyStore(services.GetRequiredKeyedService<ModuleConnections>(c.Manifest.Schema), c.Manifest.Schema));

    public IReadOnlyCollection<IdempotencyStore> All => _stores.Values;

    /// <summary>The table of a module with such an action: the start-up has checked that it has a context.</summary>
    public IdempotencyStore Of(Assembly module) => _stores[module];
}
