using System.Runtime.InteropServices;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>Percentiles of the time to answer; right to within 6 %.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LatencyFigures(TimeSpan P50, TimeSpan P95, TimeSpan P99);
