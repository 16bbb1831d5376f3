using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Data;

/// <summary>A registered module context: what the migrator goes through.</summary>
internal sealed record ModuleContext(ModuleManifest Manifest, Type ContextType, bool WithServiceRole);
