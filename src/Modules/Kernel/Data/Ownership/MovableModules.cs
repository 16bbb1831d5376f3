namespace Monolith.Kernel.Data.Ownership;

/// <summary>The modules of this process whose data can be moved, for who moves it and who watches over that.</summary>
public sealed class MovableModules
{
    private readonly ModuleOwners _owners;
    private readonly ModuleDatabases _databases;

    internal MovableModules(ModuleOwners owners, ModuleDatabases databases) => (_owners, _databases) = (owners, databases);

    /// <summary>Those with a database of their own, whether or not it was made yet.</summary>
    /// <exception cref="Startup.StartupException">No connection to the monolith's database is configured.</exception>
    public IReadOnlyList<MovableModule> All() => [.. _owners.All.Select(Movable)];

    /// <summary>Those that were prepared to be moved, or whose monolith's database cannot be asked.</summary>
    /// <exception cref="Startup.StartupException">No connection to the monolith's database is configured.</exception>
    public IReadOnlyList<MovableModule> Prepared() => [.. _owners.All.Where(o => o.Away.IsCompleted).Select(Movable)];

    private MovableModule Movable(ModuleOwner owner) => new(owner.Schema, _databases.Configured(), _databases.OwnAdministrator(owner.Module)!);
}
