using System.Numerics;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>
/// Durations in buckets, eight to each doubling from 16 µs to 67 s, as in an HDR histogram (http://hdrhistogram.org): a percentile read from them is
/// right to within 6 %. What is shorter or longer is in the first or the last.
/// </summary>
internal static class LatencyBuckets
{
    private const int SubBits = 3;
    private const int SubBuckets = 1 << SubBits;
    private const int FirstOctave = 4;
    private const int LastOctave = 26;

    public const int Count = (LastOctave - FirstOctave) * SubBuckets;

    public static int IndexOf(TimeSpan duration)
    {
        var microseconds = (ulong)Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 1L << FirstOctave, (1L << LastOctave) - 1);
        var octave = BitOperations.Log2(microseconds);
        var sub = (int)(microseconds >> (octave - SubBits)) & (SubBuckets - 1);
        return ((octave - FirstOctave) * SubBuckets) + sub;
    }

    /// <summary>The middle of the bucket.</summary>
    public static TimeSpan MiddleOf(int index)
    {
        var octave = FirstOctave + (index / SubBuckets);
        var width = 1L << (octave - SubBits);
        return TimeSpan.FromMicroseconds((1L << octave) + (index % SubBuckets * width) + (width / 2.0));
    }
}
