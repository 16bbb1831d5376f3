namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The patience of a preparation.</summary>
public sealed record PreparationSettings
{
    /// <summary>For how long it is tried to lock a table that somebody else has locked; writers wait for a second at a time meanwhile.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(1);
}
