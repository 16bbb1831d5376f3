using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Catalog;

namespace Monolith.Kernel.Events.Outbox;

/// <summary>The outboxes of the modules in this process, each used as its own module's role.</summary>
internal sealed class OutboxStores(EventCatalog catalog, IServiceProvider services)
{
    private readonly Dictionary<string, OutboxStore> _stores = catalog.Publishers.ToDictionary(
        schema => schema, schema => new OutboxStore(services.GetRequiredKeyedService<ModuleConnections>(schema), schema), StringComparer.Ordinal);

    public IReadOnlyCollection<OutboxStore> All => _stores.Values;

    public OutboxStore? Find(string publisher) => _stores.GetValueOrDefault(publisher);
}
