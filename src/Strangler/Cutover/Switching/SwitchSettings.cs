namespace Monolith.Strangler.Cutover.Switching;

/// <summary>The patience of a switch.</summary>
public sealed record SwitchSettings
{
    /// <summary>How long the monolith and the services may take to finish what they have begun; new requests wait meanwhile.</summary>
    public TimeSpan HoldPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the fence waits for writing transactions to end; new ones wait behind it meanwhile.</summary>
    public TimeSpan FencePatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a switch may keep callers waiting before it cedes, all its steps together; then it is called off. What is left of the time that the processes let
    /// callers wait (<c>LongestHold</c>, 5 s) is for the new owner.
    /// </summary>
    public TimeSpan GapPatience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the baton may take, after which the caller is told to resume.</summary>
    public TimeSpan ActivationPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a receiver that is only starting, or behind, and processes that use the data may take to follow before a switch is refused.</summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>More than this is not yet to be switched, bytes of the sender's log.</summary>
    public long LargestLag { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// What is written just before the fence is drained behind it, while nobody can write. So the fence waits, at most <see cref="ShortLagPatience"/>, for a moment
    /// at which what is written arrives within this time.
    /// </summary>
    public TimeSpan ShortLag { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Under a load that leaves the receiver no such moment, the fence comes after this time all the same.</summary>
    public TimeSpan ShortLagPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A transaction that has been open for longer would hold up the fence.</summary>
    public TimeSpan LongestTransaction { get; init; } = TimeSpan.FromSeconds(1);
}
