namespace Monolith.Strangler.Cutover.Verification;

/// <summary>How much a verification takes at once, and how patient it is.</summary>
public sealed record VerificationSettings
{
    /// <summary>Rows whose hashes the servers add up in one statement.</summary>
    public int ChunkRows { get; init; } = 20_000;

    /// <summary>A chunk that differs is halved until it has no more rows than this; then its keys are read.</summary>
    public int KeysAtOnce { get; init; } = 1000;

    /// <summary>Rows that may differ before the rest of a table is left alone.</summary>
    public int MostSuspects { get; init; } = 10_000;

    /// <summary>Differences that are named.</summary>
    public int MostNamed { get; init; } = 100;

    /// <summary>How often rows that differ are looked at again, without holding anybody up, before they are held one by one.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>How long the receiver may take to apply what was written up to some moment.</summary>
    public TimeSpan CatchUpPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long writers may be kept from one row that does not come to rest.</summary>
    public TimeSpan HoldPatience { get; init; } = TimeSpan.FromSeconds(1);
}
