namespace Monolith.Strangler.Cutover.Status;

/// <summary>Where a module's data stands between the monolith's database and its own.</summary>
public enum ModuleStage
{
    /// <summary>Neither database could be asked.</summary>
    Unknown = 0,

    /// <summary>The monolith's database has it, and nothing is copied.</summary>
    Shared = 1,

    /// <summary>The monolith's database owns it, and the module's own follows.</summary>
    Replicating = 2,

    /// <summary>The module's own database owns it, and the monolith's does not follow (now).</summary>
    CutOver = 3,

    /// <summary>The module's own database owns it, and the monolith's follows: it can go back.</summary>
    ReplicatingBack = 4,

    /// <summary>The module's own database owns it for good.</summary>
    Retired = 5,
}
