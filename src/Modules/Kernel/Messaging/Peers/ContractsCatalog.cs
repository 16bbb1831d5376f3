using System.Collections.Concurrent;
using Monolith.Kernel.Messaging.Shapes;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Services;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>What this process tells others of the contracts it was built with. Worked out when first asked for.</summary>
internal sealed class ContractsCatalog(ModuleCatalog catalog, ProcessInstance self, IServiceTokens tokens)
{
    private readonly ConcurrentDictionary<string, ContractsMessage> _messages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of a module whose Contracts are known here, whether or not it is.</summary>
    public ContractsMessage Of(string module) => _messages.GetOrAdd(module, Make);

    private ContractsMessage Make(string module)
    {
        var requests = catalog.RequestsOf(module).Select(r => r.ToShape()).OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
        return new(tokens.Self, self.Id, module, ContractFingerprint.Of(requests), requests);
    }
}
