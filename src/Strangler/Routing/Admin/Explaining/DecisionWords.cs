using System.Globalization;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>A decision as a sentence.</summary>
/// <param name="Flag">What it was decided by; null when there is none.</param>
/// <param name="Module">The route's.</param>
/// <param name="Key">The request's; null for none.</param>
/// <param name="Groups">The caller's.</param>
/// <param name="Bucket">Where the key stands; null without one.</param>
/// <param name="Now">When it was decided.</param>
internal sealed record DecisionWords(FeatureFlag? Flag, string Module, string? Key, IReadOnlyList<string> Groups, double? Bucket, DateTimeOffset Now)
{
    public string Of(Decision decision) => decision.Reason switch
    {
        DecisionReason.NoFlag => "There is no flag for the route, or this host has no flags at all.",
        DecisionReason.Disabled => "The flag is disabled: the route was rolled back.",
        DecisionReason.Everyone => $"The flag sends everybody to the {NameOf(decision)}.",
        DecisionReason.User => $"The flag names '{Key}' for the {NameOf(decision)}.",
        DecisionReason.Group => $"The flag names the group '{NamedGroup()}' for the {NameOf(decision)}.",
        DecisionReason.Percentile => $"{Stands()}; {Ranges()}.",
        DecisionReason.Default => $"{Stands()}; {Ranges()}, the rest is the {NameOf(decision)}'s.",
        DecisionReason.NoKey => $"There is neither a user nor a tenant, so the flag's default counts: the {NameOf(decision)}. A browser that comes back with the visitor cookie has a key of its own.",
        DecisionReason.NoService => $"The flag sends it to the service, but this host has none for module '{Module}' (setting Strangler:Services:{Module}:Url).",
        DecisionReason.OutsideSchedule => $"The flag is on {ScheduleWords.Of(Flag!.Conditions)}: {ScheduleWords.Opening(Flag.Conditions!, Now)}.",
        DecisionReason.Override => $"A tester asked for the {NameOf(decision)}, and may.",
        DecisionReason.LeaseExpired => "This host was out of touch with the flags' store for longer than its lease: everything is the monolith's.",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Reason, "Nobody has worded this reason."),
    };

    private static string NameOf(Decision decision) => Variants.NameOf(decision.Side);

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    // Cut, not rounded: who stands at 29.99999 is not at 30.
    private string Stands() => $"'{Key}' stands at {Text(Math.Truncate(Bucket!.Value * 10_000) / 10_000)} of 100 in module '{Module}'";

    private string Ranges()
        => Flag!.Allocation!.Percentile is { Count: > 0 } ranges
            ? string.Join(", ", ranges.Select(r => $"{Text(r.From)} to {Text(r.To)} is the {r.Variant}'s"))
            : "no share is given to either side";

    private string NamedGroup()
        => (Flag!.Allocation!.Group ?? []).SelectMany(g => g.Groups).First(group => Groups.Contains(group, StringComparer.Ordinal));
}
