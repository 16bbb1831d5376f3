using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Modules;

/// <summary>What this process knows of modules: those it has loaded, and every request it can answer or send.</summary>
public sealed class ModuleCatalog
{
    private readonly Dictionary<string, ModuleRequest> _requests;

    internal ModuleCatalog(IReadOnlyList<IModule> modules, IReadOnlyList<ModuleRequest> requests)
    {
        Manifests = [.. modules.Select(m => m.Manifest)];
        _requests = requests.ToDictionary(r => r.Name, StringComparer.Ordinal);
    }

    /// <summary>The manifests of the loaded modules, in the order they were listed.</summary>
    public IReadOnlyList<ModuleManifest> Manifests { get; }

    /// <summary>Those of a module's Contracts as this process knows them, whether it answers or sends them.</summary>
    internal IEnumerable<ModuleRequest> RequestsOf(string module) => _requests.Values.Where(r => r.Module.Equals(module, StringComparison.OrdinalIgnoreCase));

    internal ModuleRequest? FindAnswerable(string name)
        => _requests.TryGetValue(name, out var request) && request.HandlerType is not null ? request : null;
}
