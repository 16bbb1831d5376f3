using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Data;

/// <summary>A registered module context: what the migrator goes through.</summary>
/// <param name="Manifest">Names the schema.</param>
/// <param name="ContextType">The <see cref="ModuleDbContext"/>.</param>
/// <param name="Role">As which it runs in the Host.</param>
/// <param name="AppendOnlyTables">Whose rows the service's role may add and read, and nothing else.</param>
/// <param name="OwnDatabase">Where its data may be moved; null for data that stays.</param>
internal sealed record ModuleContext(ModuleManifest Manifest, Type ContextType, ModuleRole Role, IReadOnlyList<string> AppendOnlyTables, OwnDatabaseSettings? OwnDatabase);
