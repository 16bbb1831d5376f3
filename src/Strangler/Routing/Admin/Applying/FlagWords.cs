using System.Globalization;
using Monolith.Strangler.Routing.Admin.Explaining;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Applying;

/// <summary>A flag as people read it.</summary>
internal static class FlagWords
{
    public static string Of(FeatureFlag flag)
    {
        var allocation = flag.Allocation!;
        var words = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{new CompiledFlag(flag).Percent:0.####} %") };
        words.AddRange((allocation.User ?? []).Select(a => $"users {string.Join(' ', a.Users)} to {a.Variant}"));
        words.AddRange((allocation.Group ?? []).Select(a => $"groups {string.Join(' ', a.Groups)} to {a.Variant}"));
        if (ScheduleWords.Of(flag.Conditions) is { } schedule)
        {
            words.Add(schedule);
        }

        if (!flag.Enabled)
        {
            words.Add("rolled back");
        }

        return string.Join(", ", words);
    }
}
