using System.Text.Json.Serialization;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The sender's half of the copying in one direction.</summary>
/// <param name="Health">PostgreSQL's <c>wal_status</c>: reserved, extended, unreserved or lost.</param>
/// <param name="LagBytes">What the sender has written and the receiver has not confirmed; null where the slot was lost.</param>
public sealed record SlotState(string Health, long? LagBytes)
{
    /// <summary>The tables that are sent, by schema and name.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Published { get; init; } = [];

    /// <summary>Those of which the receiver was never told, as when it could not be reached in time: it passes their rows over, and says nothing. None where one of the two halves is not known.</summary>
    internal static IReadOnlyList<string> NotSubscribed(SlotState? slot, SubscriptionState? subscription)
        => slot is null || subscription is null ? [] : [.. slot.Published.Except(subscription.Subscribed, StringComparer.Ordinal)];
}
