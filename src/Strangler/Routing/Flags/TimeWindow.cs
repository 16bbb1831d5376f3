using System.Globalization;
using System.Text.Json;

namespace Monolith.Strangler.Routing.Flags;

/// <summary>When a flag is on: from <paramref name="Start"/> (included) to <paramref name="End"/> (excluded); null is without that bound.</summary>
internal sealed record TimeWindow(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>The filter of Microsoft.FeatureManagement whose parameters <c>Start</c> and <c>End</c> are a window.</summary>
    public const string Filter = "Microsoft.TimeWindow";

    /// <param name="filter">One entry of <c>conditions.client_filters</c>.</param>
    /// <param name="error">What is wrong with it, when null is returned.</param>
    public static TimeWindow? Read(JsonElement filter, out string? error)
    {
        error = null;
        if (filter.ValueKind != JsonValueKind.Object || !filter.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String || name.GetString() != Filter)
        {
            error = $"client_filters may be '{Filter}' only; allocate by user, group or percentile.";
            return null;
        }

        if (!filter.TryGetProperty("parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            error = $"'{Filter}' needs parameters: Start, End or both.";
            return null;
        }

        DateTimeOffset? start = null, end = null;
        foreach (var parameter in parameters.EnumerateObject())
        {
            if (parameter.Name is not ("Start" or "End"))
            {
                error = $"'{Filter}' takes Start and End only, not '{parameter.Name}': no recurrence.";
            }
            else if (parameter.Value.ValueKind != JsonValueKind.String || ParseTime(parameter.Value.GetString()!) is not { } time)
            {
                error = $"'{Filter}' {parameter.Name} must be a time with its offset, such as 2026-12-01T08:00:00Z.";
            }
            else if (parameter.Name == "Start")
            {
                start = time;
            }
            else
            {
                end = time;
            }
        }

        error ??= start is null && end is null ? $"'{Filter}' needs Start, End or both."
            : start >= end ? $"'{Filter}' Start must be before End."
            : null;
        return error is null ? new(start, end) : null;
    }

    /// <summary>As an entry of <c>conditions.client_filters</c>.</summary>
    public JsonElement ToFilter()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Start is { } start)
        {
            parameters["Start"] = start.ToString("O", CultureInfo.InvariantCulture);
        }

        if (End is { } end)
        {
            parameters["End"] = end.ToString("O", CultureInfo.InvariantCulture);
        }

        return JsonSerializer.SerializeToElement(new { name = Filter, parameters });
    }

    // Without an offset Microsoft.FeatureManagement takes the time as the process's own zone: hosts in different zones would differ.
    private static DateTimeOffset? ParseTime(string text)
        => HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static bool HasOffset(string text)
        => text.EndsWith('Z') || text.EndsWith("GMT", StringComparison.Ordinal) || text.LastIndexOfAny(['+', '-']) > text.IndexOf(':', StringComparison.Ordinal);
}
