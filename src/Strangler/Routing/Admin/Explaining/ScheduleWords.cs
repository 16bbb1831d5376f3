using System.Globalization;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>A flag's time windows as people read them.</summary>
internal static class ScheduleWords
{
    /// <summary>Null when the flag is not scheduled.</summary>
    public static string? Of(FlagConditions? conditions)
        => conditions?.ClientFilters is { Count: > 0 } filters
            ? string.Join(conditions.RequirementType == FlagConditions.All ? ", and also " : ", or ", Windows(filters).Select(Of))
            : null;

    /// <summary>When a schedule that is not on now will be.</summary>
    public static string Opening(FlagConditions conditions, DateTimeOffset now)
        => NextOpening(conditions, now) is { } start ? $"it opens on {Time(start)}" : "it is over";

    /// <summary>Null when it never will be on again.</summary>
    public static DateTimeOffset? NextOpening(FlagConditions conditions, DateTimeOffset now)
    {
        var schedule = Schedule.Of(conditions)!;
        // It begins where a window does, and is on when the others agree.
        return Windows(conditions.ClientFilters!).Where(w => w.Start is { } start && start > now && schedule.IsOn(start)).Min(w => w.Start);
    }

    private static IEnumerable<TimeWindow> Windows(IReadOnlyList<System.Text.Json.JsonElement> filters) => filters.Select(f => TimeWindow.Read(f, out _)!);

    private static string Of(TimeWindow window) => (window.Start, window.End) switch
    {
        ({ } start, { } end) => $"from {Time(start)} until {Time(end)}",
        ({ } start, null) => $"from {Time(start)}",
        (null, var end) => $"until {Time(end!.Value)}",
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
