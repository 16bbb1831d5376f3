using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>What is known of the copying in one direction.</summary>
/// <param name="Direction">Which one.</param>
/// <param name="Subscription">The receiver's half; null where it has none, or cannot be asked.</param>
/// <param name="Slot">The sender's half; null where it has none, or cannot be asked.</param>
public sealed record StreamStatus(Direction Direction, SubscriptionState? Subscription, SlotState? Slot)
{
    /// <summary>Published tables that the receiver was never told of; none where one of the two cannot be asked.</summary>
    public IReadOnlyList<string> NotSubscribed { get; } = SlotState.NotSubscribed(Slot, Subscription);
}
