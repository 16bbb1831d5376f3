using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>The buckets from <paramref name="From"/> (included) to <paramref name="To"/> (excluded, unless it is 100).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PercentileRange(double From, double To, Side Side)
{
    // A range that ends at 100 takes the last bucket, which is exactly 100, too.
    public bool Contains(double bucket) => bucket >= From && (bucket < To || To == 100);

    public bool IsEmpty => From == To && To != 100;
}
