namespace Monolith.Kernel.Data.Ownership;

/// <summary>The modules of this process whose data can be moved, for who watches over that.</summary>
public sealed class MovableModules
{
    private readonly ModuleOwners _owners;
    private readonly IEnumerable<ModuleContext> _contexts;
    private readonly ModuleDatabases _databases;

    internal MovableModules(ModuleOwners owners, IEnumerable<ModuleContext> contexts, ModuleDatabases databases)
        => (_owners, _contexts, _databases) = (owners, contexts, databases);

    /// <summary>Those that were prepared to be moved, or whose monolith's database cannot be asked.</summary>
    /// <exception cref="Startup.StartupException">No connection to the monolith's database is configured.</exception>
    public IReadOnlyList<MovableModule> Prepared()
        => [.. from context in _contexts
               where _owners.Find(context.Manifest.Schema) is { Away.IsCompleted: true }
               select new MovableModule(context.Manifest.Schema, _databases.Configured(), _databases.OwnAdministrator(context)!)];
}
