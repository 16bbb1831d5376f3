namespace Monolith.Bench.Flip;

/// <summary>One change as a client sees it.</summary>
/// <param name="SinceOrder">From before the order was sent to the end of the first answer from the new side.</param>
/// <param name="Probe">How long the last probe took: what <see cref="SinceOrder"/> is exact to.</param>
internal sealed record FlipSample(TimeSpan SinceOrder, TimeSpan Probe);
