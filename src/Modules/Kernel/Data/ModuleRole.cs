namespace Monolith.Kernel.Data;

/// <summary>As which of its schema's two database roles a module runs in the Host. Migrations always run as the owner.</summary>
public enum ModuleRole
{
    /// <summary>The role that owns the schema: may do anything in it.</summary>
    Owner = 0,

    /// <summary>The role of an extracted service: reads and writes rows, changes no table, and cannot touch written rows of append-only tables.</summary>
    Service = 1,
}
