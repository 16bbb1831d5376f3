using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>The time windows in which a flag is on, as Microsoft.FeatureManagement's time window filter reads them.</summary>
internal sealed class Schedule
{
    private readonly (long Start, long End)[] _windows;
    private readonly bool _all;

    private Schedule(IEnumerable<TimeWindow> windows, bool all)
    {
        _windows = [.. windows.Select(w => (w.Start?.UtcTicks ?? long.MinValue, w.End?.UtcTicks ?? long.MaxValue))];
        _all = all;
    }

    /// <returns>Null when the flag has no schedule: it is always on.</returns>
    public static Schedule? Of(FlagConditions? conditions)
        => conditions?.ClientFilters is { Count: > 0 } filters
            ? new(filters.Select(f => TimeWindow.Read(f, out _)!), conditions.RequirementType == FlagConditions.All)
            : null;

    public bool IsOn(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        foreach (var (start, end) in _windows)
        {
            if ((ticks >= start && ticks < end) != _all)
            {
                return !_all;
            }
        }

        return _all;
    }
}
