namespace Monolith.Bench.Flip;

/// <summary>One change.</summary>
/// <param name="SinceCommit">From the time the store gave the version, which is before the commit is on the disk.</param>
/// <param name="SinceOrder">From before the order was sent.</param>
/// <param name="Probe">How long the last probe took: what the two others are exact to.</param>
internal sealed record FlipSample(TimeSpan SinceCommit, TimeSpan SinceOrder, TimeSpan Probe);
