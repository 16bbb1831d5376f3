namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>The patience of a retirement.</summary>
public sealed record RetireSettings
{
    /// <summary>For so long nobody may have touched the copy that is retired. A server tells of a read up to 10 s late.</summary>
    public TimeSpan QuietFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the copy may take to catch up; an idle server confirms every 10 s.</summary>
    public TimeSpan CatchUpPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the copying may take to stop, once it has caught up.</summary>
    public TimeSpan PausePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long it is tried to lock the copy's tables, all at once, to shut them.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);
}
