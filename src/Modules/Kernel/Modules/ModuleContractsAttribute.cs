namespace Monolith.Kernel.Modules;

/// <summary>Marks an assembly as the Contracts of a module: what other modules may know of it.</summary>
/// <param name="module">The module's name, as in its <see cref="ModuleManifest"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleContractsAttribute(string module) : Attribute
{
    /// <summary>The module's name.</summary>
    public string Module { get; } = module;
}
