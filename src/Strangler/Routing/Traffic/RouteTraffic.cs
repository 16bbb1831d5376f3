using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>What one route carried on either side. A request counts once, on the side it was decided for; one that fell back is that side's error.</summary>
internal sealed class RouteTraffic(TimeProvider time)
{
    private readonly SecondsRing[] _sides = [new(time), new(time)];
    private readonly SecondsRing _fallbacks = new(time);
    private readonly long[] _byReason = new long[Enum.GetValues<FallbackReason>().Length];

    /// <summary>Fallbacks of the last 60 s.</summary>
    public long Fallbacks => _fallbacks.Sum().Requests;

    /// <summary>Fallbacks since the host started.</summary>
    public long FallbacksBecause(FallbackReason reason) => Volatile.Read(ref _byReason[(int)reason]);

    public (long Requests, long Errors) Of(Side side) => _sides[(int)side].Sum();

    public void Answered(Side side, bool error) => _sides[(int)side].Add(error);

    public void FellBack(FallbackReason reason)
    {
        _fallbacks.Add(error: false);
        Interlocked.Increment(ref _byReason[(int)reason]);
    }
}
