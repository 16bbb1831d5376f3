using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>All that is read of one of the two databases; nothing but <paramref name="Place"/> where it cannot be asked.</summary>
/// <param name="Place">What it says of itself.</param>
/// <param name="Incoming">Its half of the copying to it; null where it has none.</param>
/// <param name="Outgoing">Its half of the copying from it; null where it has none.</param>
internal sealed record PlaceReading(PlaceStatus Place, SubscriptionState? Incoming = null, SlotState? Outgoing = null);
