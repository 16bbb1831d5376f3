using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>An event's version looks as it was approved: outboxes hold events of yesterday, and subscribers run that were built last month.</summary>
internal sealed class EventsKeepTheirShape : IArchitectureRule
{
    private const string Why = "Events wait in outboxes and are replayed, and services of another version read them: a shape that was published is read for a long time, in both directions.";

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var approved = ApprovedEvents.Read(code.Root);
        var current = EventShape.AllIn(code).ToList();
        foreach (var shape in current)
        {
            foreach (var violation in approved.TryGetValue(shape.Type, out var before) ? Compare(before, shape) : [NotApproved(shape)])
            {
                yield return violation;
            }
        }

        foreach (var gone in approved.Keys.Except(current.Select(s => s.Type), StringComparer.Ordinal))
        {
            yield return new(
                $"{gone} is gone.", ApprovedEvents.PathOf(gone), Why,
                "Keep the record for as long as any outbox may hold such an event and anybody subscribes; then remove the approved file too.");
        }
    }

    /// <summary>What of a shape breaks those who know it as it was.</summary>
    public static IEnumerable<Violation> Breaks(EventShape before, EventShape now)
    {
        foreach (var (path, type) in before.Fields)
        {
            if (!now.Fields.TryGetValue(path, out var becomes))
            {
                yield return Broken(now, path, "was removed");
            }
            else if (becomes != type)
            {
                yield return Broken(now, path, $"was '{type}' and is '{becomes}'");
            }
        }

        foreach (var (path, type) in now.Fields.Where(f => !before.Fields.ContainsKey(f.Key) && !f.Value.EndsWith("optional", StringComparison.Ordinal) && !IsWithinNew(f.Key, before, now)))
        {
            yield return Broken(now, path, $"is new and required ('{type}')");
        }
    }

    private static IEnumerable<Violation> Compare(EventShape before, EventShape now)
    {
        var breaks = Breaks(before, now).ToList();
        return breaks.Count == 0 && now.Fields.Count > before.Fields.Count ? [NotApproved(now)] : breaks;
    }

    // What is inside of a value that may be missing may be required of it.
    private static bool IsWithinNew(string path, EventShape before, EventShape now)
        => now.Fields.Keys.Any(outer => !before.Fields.ContainsKey(outer) && (path.StartsWith($"{outer}.", StringComparison.Ordinal) || path.StartsWith($"{outer}[]", StringComparison.Ordinal)));

    private static Violation Broken(EventShape shape, string path, string what) => new(
        $"{shape.Type}: '{path}' {what}.", ApprovedEvents.PathOf(shape.Type), Why,
        "Leave this version as it was and publish the new shape as the next one, in a record of its own with Version + 1. A field may be added when it has a default value.");

    private static Violation NotApproved(EventShape shape) => new(
        $"{shape.Type} is not approved as it is.", ApprovedEvents.PathOf(shape.Type), Why, $"Look at it once more, for it will stay; then: {ApprovedEvents.Command}");
}
