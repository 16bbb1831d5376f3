using Microsoft.EntityFrameworkCore.Metadata;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Code;

/// <summary>All assemblies of one source tree: the real one, or one planted with a fault.</summary>
/// <param name="Root">The repository's folder, absolute.</param>
/// <param name="Assemblies">What was built from it.</param>
internal sealed record CodeBase(string Root, IReadOnlyList<CodeAssembly> Assemblies)
{
    private readonly Dictionary<string, IReadOnlyList<IEntityType>> _entities = new(StringComparer.Ordinal);

    public IEnumerable<CodeAssembly> Implementations => Of(AssemblyKind.Implementation);

    public IEnumerable<CodeAssembly> Contracts => Of(AssemblyKind.Contracts);

    /// <summary>Names of the modules that have an implementation, in alphabetical order.</summary>
    public IReadOnlyList<string> Modules => [.. Implementations.Select(a => a.Module!).Order(StringComparer.Ordinal)];

    public IEnumerable<CodeAssembly> Of(AssemblyKind kind) => Assemblies.Where(a => a.Kind == kind);

    public CodeAssembly? Find(AssemblyKind kind, string module) => Of(kind).FirstOrDefault(a => a.Module == module);

    /// <summary>The module's manifest as it runs.</summary>
    /// <exception cref="InvalidOperationException">The assembly has not exactly one public module type that can be made.</exception>
    public static ModuleManifest ManifestOf(CodeAssembly implementation)
    {
        var types = implementation.Loaded.GetTypes().Where(t => typeof(IModule).IsAssignableFrom(t)).ToList();
        return types is [{ } type] && type.GetConstructor([]) is not null
            ? ((IModule)Activator.CreateInstance(type)!).Manifest
            : throw new InvalidOperationException($"{implementation.Name} needs exactly one IModule with a constructor without parameters; it has {types.Count} IModule type(s).");
    }

    /// <summary>The tables' entities of the module's EF Core model; empty for a module without a context.</summary>
    public IReadOnlyList<IEntityType> EntitiesOf(CodeAssembly implementation)
    {
        if (!_entities.TryGetValue(implementation.Name, out var entities))
        {
            _entities[implementation.Name] = entities = [.. DesignTimeModels.Of(implementation.Loaded).SelectMany(m => m.GetEntityTypes())];
        }

        return entities;
    }
}
