using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>Whether the data could go back to the monolith's database; before a switch: whether it could afterwards.</summary>
internal sealed class WayBackCheck(PlacesStatus places, StreamStatus back)
{
    /// <returns>What stands in the way, and what to do; null when nothing does.</returns>
    public string? FindTrouble()
    {
        foreach (var place in (PlaceStatus[])[places.Monolith, places.Own])
        {
            if (place.Unreachable is not null)
            {
                return $"{place.Database} does not answer ({place.Unreachable}).";
            }
        }

        if (places.IsRetired)
        {
            return "The monolith's database has given the module up for good.";
        }

        if (places.Monolith.Ownership is null)
        {
            return $"Nothing is copied yet: 'strangler data replicate {places.Module}' prepares it.";
        }

        if (back.NotSubscribed.Count > 0)
        {
            return $"Its subscription lacks {string.Join(", ", back.NotSubscribed)}. {Anew}";
        }

        return FindTrouble(back.Subscription, back.Slot);
    }

    private string? FindTrouble(SubscriptionState? subscription, SlotState? slot) => (subscription, slot) switch
    {
        (null, _) or (_, null) => $"Its subscription or its slot is missing. {Anew}",
        (_, { Health: "lost" }) => $"{places.Own.Database} has thrown away what it should have kept (max_slot_wal_keep_size). {Anew}",
        ({ Unfinished.Count: > 0 }, _) => $"The copy of {string.Join(", ", subscription.Unfinished)} is not finished. Wait for it.",
        _ when places.Owner != Place.Own => null,
        ({ IsEnabled: false }, _) => $"Its subscription is switched off in {places.Monolith.Database}: ALTER SUBSCRIPTION {new ModuleNames(places.Module).Stream(Direction.Back)} ENABLE.",
        ({ IsRunning: false }, _) => $"{places.Monolith.Database} does not copy; its server log says why.",
        _ => null,
    };

    // Before a switch nobody writes in the module's own database, so nothing is missing; after it, rows are.
    private string Anew => $"Make it again with 'strangler data replicate {places.Module}{(places.Owner == Place.Own ? " --anew" : "")}'.";
}
