namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>The patience of a retirement.</summary>
public sealed record RetireSettings
{
    /// <summary>For so long nobody may have touched the copy that is retired. A server tells of a read up to 10 s late.</summary>
    public TimeSpan QuietFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the copy may take to catch up; an idle server confirms every 10 s.</summary>
    public TimeSpan CatchUpPatience { get; init; } = TimeSpan.FromSeconds(30);
}
