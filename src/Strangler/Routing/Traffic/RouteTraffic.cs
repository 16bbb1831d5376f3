using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>
/// What one route carried on either side. A request counts once, on the side it was decided for; one that fell back is that side's error. The counts
/// since the start are what the metrics show: counted here they cost a request an increment each, and no look-up by tags.
/// </summary>
internal sealed class RouteTraffic(TimeProvider time)
{
    private static readonly int Reasons = Enum.GetValues<DecisionReason>().Length;

    private readonly SideCounts[] _sides = [new(time), new(time)];
    private readonly SecondsRing _fallbacks = new(time);
    private readonly long[] _fallbacksByReason = new long[Enum.GetValues<FallbackReason>().Length];
    private readonly long[] _decisions = new long[2 * Reasons];

    /// <summary>Fallbacks of the last 60 s.</summary>
    public long Fallbacks => _fallbacks.Sum().Requests;

    /// <summary>Fallbacks since the host started.</summary>
    public long FallbacksBecause(FallbackReason reason) => Volatile.Read(ref _fallbacksByReason[(int)reason]);

    /// <summary>Decisions since the host started.</summary>
    public long DecisionsFor(Side side, DecisionReason reason) => Volatile.Read(ref _decisions[((int)side * Reasons) + (int)reason]);

    public SideCounts Of(Side side) => _sides[(int)side];

    public void Decided(Decision decision) => Interlocked.Increment(ref _decisions[((int)decision.Side * Reasons) + (int)decision.Reason]);

    /// <param name="side">The one that it was decided for.</param>
    /// <param name="error">Answered 5xx, cut short or fallen back.</param>
    /// <param name="duration">From the request to its answer.</param>
    /// <param name="at">When it ended, as a timestamp of the time provider.</param>
    public void Answered(Side side, bool error, TimeSpan duration, long at) => _sides[(int)side].Add(error, duration, at);

    public void FellBack(FallbackReason reason)
    {
        _fallbacks.Add(error: false);
        Interlocked.Increment(ref _fallbacksByReason[(int)reason]);
    }
}
