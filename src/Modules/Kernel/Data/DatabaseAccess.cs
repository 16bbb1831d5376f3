namespace Monolith.Kernel.Data;

/// <summary>What the configured connection may do.</summary>
public enum DatabaseAccess
{
    /// <summary>Creates schemas and roles, migrates: the Host.</summary>
    Administrator = 0,

    /// <summary>One module's tables and nothing else: an extracted service.</summary>
    OneModule = 1,
}
