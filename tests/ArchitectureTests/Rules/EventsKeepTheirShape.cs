using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Messaging.Shapes;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>An event's version looks as it was approved: outboxes hold events of yesterday, and subscribers run that were built last month.</summary>
internal sealed class EventsKeepTheirShape : IArchitectureRule
{
    private const string Why = "Events wait in outboxes and are replayed, and services of another version read them: a shape that was published is read for a long time, in both directions.";

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var approved = ApprovedEvents.Read(code.Root);
        var current = EventShapes.AllIn(code).ToList();
        foreach (var shape in current)
        {
            foreach (var violation in approved.TryGetValue(shape.Name, out var before) ? Compare(before, shape) : [NotApproved(shape)])
            {
                yield return violation;
            }
        }

        foreach (var gone in approved.Keys.Except(current.Select(s => s.Name), StringComparer.Ordinal))
        {
            yield return new(
                $"{gone} is gone.", ApprovedEvents.PathOf(gone), Why,
                "Keep the record for as long as any outbox may hold such an event and anybody subscribes; then remove the approved file too.");
        }
    }

    /// <summary>What of a shape breaks those who know it as it was.</summary>
    public static IEnumerable<Violation> Breaks(ContractShape before, ContractShape now) => now.BreaksSince(before).Select(broken => new Violation(
        $"{now.Name}: {broken}.", ApprovedEvents.PathOf(now.Name), Why,
        "Leave this version as it was and publish the new shape as the next one, in a record of its own with Version + 1. A field may be added when it has a default value."));

    private static IEnumerable<Violation> Compare(ContractShape before, ContractShape now)
    {
        var breaks = Breaks(before, now).ToList();
        return breaks.Count == 0 && now.Fields.Count > before.Fields.Count ? [NotApproved(now)] : breaks;
    }

    private static Violation NotApproved(ContractShape shape) => new(
        $"{shape.Name} is not approved as it is.", ApprovedEvents.PathOf(shape.Name), Why, $"Look at it once more, for it will stay; then: {ApprovedEvents.Command}");
}
