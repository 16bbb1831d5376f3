namespace Monolith.Strangler.Routing.Traffic;

/// <summary>
/// How long the requests of the last 60 s took, in slices of 10 s, without locks. A request that comes at the very moment in which its slice is taken
/// over from an older one may be lost to the figures: they are for people and for ratios, not for accounts.
/// </summary>
internal sealed class LatencyWindow(TimeProvider time)
{
    private const int SliceSeconds = 10;
    private const int Slices = 7;

    private readonly int[][] _slices = [.. Enumerable.Range(0, Slices).Select(_ => new int[LatencyBuckets.Count])];
    private readonly long[] _epochs = new long[Slices];

    /// <param name="duration">From the request to its answer.</param>
    /// <param name="at">When it ended, as a timestamp of the time provider.</param>
    public void Add(TimeSpan duration, long at)
    {
        var epoch = Epoch(at);
        var slice = (int)(epoch % Slices);
        var seen = Volatile.Read(ref _epochs[slice]);
        if (seen != epoch && Interlocked.CompareExchange(ref _epochs[slice], epoch, seen) == seen)
        {
            Array.Clear(_slices[slice]);
        }

        Interlocked.Increment(ref _slices[slice][LatencyBuckets.IndexOf(duration)]);
    }

    /// <summary>Null when there was no request.</summary>
    public LatencyFigures? Read()
    {
        var now = Epoch(time.GetTimestamp());
        var counts = new long[LatencyBuckets.Count];
        for (var slice = 0; slice < Slices; slice++)
        {
            if (now - Volatile.Read(ref _epochs[slice]) is >= 0 and < Slices - 1)
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] += Volatile.Read(ref _slices[slice][i]);
                }
            }
        }

        var total = counts.Sum();
        return total == 0 ? null : new(Percentile(counts, total, 0.50), Percentile(counts, total, 0.95), Percentile(counts, total, 0.99));
    }

    private static TimeSpan Percentile(long[] counts, long total, double share)
    {
        var rank = (long)Math.Ceiling(total * share);
        var index = 0;
        for (var seen = counts[0]; seen < rank; seen += counts[++index])
        {
        }

        return LatencyBuckets.MiddleOf(index);
    }

    // From 1: a slice that was never used has epoch 0.
    private long Epoch(long timestamp) => (timestamp / time.TimestampFrequency / SliceSeconds) + Slices;
}
