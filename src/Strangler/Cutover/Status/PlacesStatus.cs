using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>What follows from the two ownership rows, or from the one that can be read.</summary>
internal sealed record PlacesStatus(string Module, PlaceStatus Monolith, PlaceStatus Own)
{
    public Place? Owner
        => Monolith.Ownership?.State == OwnershipState.Owner || IsShared ? Place.Monolith
            : Own.Ownership?.State == OwnershipState.Owner ? Place.Own
            : null;

    /// <summary>Nobody has ever prepared the module to be moved.</summary>
    private bool IsShared => Monolith is { Unreachable: null, Ownership: null } && Own is { Unreachable: null, Ownership: null };

    public long Epoch => Math.Max(Monolith.Ownership?.Epoch ?? 0, Own.Ownership?.Epoch ?? 0);

    /// <summary>A switch that was begun and not ended, and what to do; null where there is none.</summary>
    public string? HaltedWith(StreamStatus forward, StreamStatus back)
    {
        foreach (var (giver, taker, stream) in ((PlaceStatus, PlaceStatus, StreamStatus)[])[(Monolith, Own, forward), (Own, Monolith, back)])
        {
            switch (giver.Ownership)
            {
                case { State: OwnershipState.Fenced, Epoch: var epoch }:
                    return $"A switch was begun and not ended: {giver.Database} is fenced at epoch {epoch}, and nobody can write. Go on with 'strangler data switch {Module} --resume', or call it off with --abort.";
                case { State: OwnershipState.Ceded, Epoch: var epoch } when taker.Ownership is { } taken && taken.Epoch < epoch:
                    return LostBaton.Find(stream.Subscription, stream.Slot) is { } gone ? LostBaton.Words(Module, giver.Database, taker.Database, epoch, gone)
                        : $"A switch was begun and not ended: {giver.Database} ceded at epoch {epoch}, and {taker.Database} has not taken it yet; nobody can write. 'strangler data switch {Module} --resume' waits for it; it cannot be called off.";
            }
        }

        return null;
    }

    /// <summary>The monolith's database has given the module up for good.</summary>
    public bool IsRetired => Monolith.Ownership?.State == OwnershipState.Retired || Monolith is { Unreachable: null, Ownership: null } && Own.Ownership?.State == OwnershipState.Owner;

    public PlaceStatus Of(Place place) => place == Place.Monolith ? Monolith : Own;

    public ModuleStage StageWith(StreamStatus forward, StreamStatus back)
    {
        if (Monolith.Unreachable is not null && Own.Unreachable is not null)
        {
            return ModuleStage.Unknown;
        }

        if (IsRetired)
        {
            return ModuleStage.Retired;
        }

        if (IsOwnsTurn)
        {
            return back is { Subscription: { IsEnabled: true, IsRunning: true }, Slot: not null and not { Health: "lost" } } ? ModuleStage.ReplicatingBack
                : ModuleStage.CutOver;
        }

        return forward is { Subscription: null, Slot: null } ? ModuleStage.Shared : ModuleStage.Replicating;
    }

    /// <summary>The module's own database owns the data, or was the last to.</summary>
    private bool IsOwnsTurn => (Monolith.Ownership?.State, Own.Ownership?.State) switch
    {
        (OwnershipState.Owner or OwnershipState.Fenced, _) => false,
        (_, OwnershipState.Owner or OwnershipState.Fenced) => true,
        (OwnershipState.Ceded, null) => Own.Unreachable is not null,
        (OwnershipState.Ceded, _) => Own.Ownership!.Epoch > Monolith.Ownership!.Epoch,
        _ => false,
    };
}
