namespace Monolith.Kernel.Modules;

/// <summary>A module's one public type in its implementation assembly.</summary>
public interface IModule
{
    /// <summary>What the module is.</summary>
    ModuleManifest Manifest { get; }

    /// <summary>
    /// Registers what the scan of the module's assembly does not find by itself (handlers, validators and controllers are found).
    /// Runs before the container is built; configuration errors go to the builder, they are not thrown.
    /// </summary>
    void AddServices(ModuleBuilder module);
}
