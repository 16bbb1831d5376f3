namespace Monolith.Kernel.Modules;

/// <summary>Where the requests to a module are answered.</summary>
public enum ModulePlacement
{
    /// <summary>In this process, in a scope of their own.</summary>
    InProcess = 0,

    /// <summary>By the process at the module's URL.</summary>
    Remote = 1,

    /// <summary>Nowhere: they answer <see cref="Results.ErrorKind.Unavailable"/>.</summary>
    Off = 2,
}
