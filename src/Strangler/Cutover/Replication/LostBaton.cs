using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Ownership that was given up and never arrives, because what carries it is gone: waiting does not help, and calling the switch off is too late.</summary>
internal static class LostBaton
{
    /// <returns>What is gone; null where the stream may still deliver.</returns>
    public static string? Find(SubscriptionState? subscription, SlotState? slot) => (subscription, slot) switch
    {
        (null, _) => "it does not subscribe any more",
        (_, null) => "the slot that kept it is gone",
        (_, { Health: "lost" }) => "what kept it was thrown away (max_slot_wal_keep_size)",
        _ => null,
    };

    /// <returns>What has happened and what to do; null where no baton is on its way, or it may still arrive.</returns>
    public static async Task<string?> FindAsync(CutoverPair pair, Standing standing, CancellationToken cancellationToken)
    {
        var row = standing.Of(standing.Giver);
        var stream = pair.StreamTo(standing.Taker);
        return row.State == OwnershipState.Ceded
            && Find(await stream.ReadSubscriptionAsync(cancellationToken), await stream.ReadSlotAsync(cancellationToken)) is { } gone
            ? Words(pair.Module, stream.Sender.Description, stream.Receiver.Description, row.Epoch, gone)
            : null;
    }

    public static string Words(string module, string giver, string taker, long epoch, string gone)
        => $"{giver} ceded {module} at epoch {epoch}, and that can never arrive in {taker}: {gone}. Nobody can write. Every row is in {giver}: 'strangler data replicate {module} --anew' makes it the owner again, once {taker} is known not to have taken the data, and copies to that anew.";
}
