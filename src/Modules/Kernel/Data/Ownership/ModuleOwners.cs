namespace Monolith.Kernel.Data.Ownership;

/// <summary>The modules of this process whose data can be in either of two databases.</summary>
internal sealed class ModuleOwners(IEnumerable<ModuleContext> contexts, ModuleDatabases databases, TimeProvider time)
{
    private readonly Dictionary<string, ModuleOwner> _owners = contexts
        .Where(c => databases.OwnAdministrator(c) is not null)
        .ToDictionary(
            c => c.Manifest.Schema, c => new ModuleOwner(c, new(c.Manifest.Schema, c.OwnDatabase!.LongestHold, time)), StringComparer.Ordinal);

    public IReadOnlyCollection<ModuleOwner> All => _owners.Values;

    public ModuleOwner? Find(string schema) => _owners.GetValueOrDefault(schema);
}
