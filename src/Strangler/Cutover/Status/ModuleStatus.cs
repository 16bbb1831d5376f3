namespace Monolith.Strangler.Cutover.Status;

/// <summary>Where a module's data stands, as far as the two databases can be asked.</summary>
/// <param name="Module">Its schema.</param>
/// <param name="Stage">As far as is known.</param>
/// <param name="Owner">Who may write; null when nobody may now, or it is not known.</param>
/// <param name="Epoch">The highest that either names; 0 before there is any.</param>
/// <param name="Places">The monolith's database, then the module's own.</param>
/// <param name="Streams">Forward, then back.</param>
/// <param name="Halted">A switch that was begun and not ended, and what to do; null where there is none.</param>
/// <param name="WayBackTrouble">Why the data could not go back to the monolith's database, or could not after a switch now; null when the way back is armed.</param>
public sealed record ModuleStatus(
    string Module, ModuleStage Stage, Place? Owner, long Epoch, IReadOnlyList<PlaceStatus> Places, IReadOnlyList<StreamStatus> Streams, string? Halted, string? WayBackTrouble)
{
    /// <summary>The data can go back to the monolith's database without losing a write.</summary>
    public bool IsWayBackArmed => WayBackTrouble is null;

    /// <summary>Of a module that was never prepared to be moved, as both of its databases would tell, without asking them.</summary>
    public static ModuleStatus NeverPrepared(string module) => Of(
        new(module, new(Place.Monolith, "the monolith's database", null, null), new(Place.Own, "the module's own database", null, null)),
        new(Direction.Forward, null, null), new(Direction.Back, null, null));

    internal static ModuleStatus Of(PlacesStatus places, StreamStatus forward, StreamStatus back) => new(
        places.Module, places.StageWith(forward, back), places.Owner, places.Epoch, [places.Monolith, places.Own], [forward, back], places.HaltedWith(forward, back),
        new WayBackCheck(places, back).FindTrouble());

    /// <summary>What the copying in that direction does.</summary>
    public StreamMovement MovementOf(Direction direction) => Streams[(int)direction].Subscription switch
    {
        null => Places[(int)(direction == Direction.Forward ? Place.Own : Place.Monolith)].Unreachable is null ? StreamMovement.None : StreamMovement.Unknown,
        { Unfinished.Count: > 0 } => StreamMovement.Copying,
        { IsEnabled: false } => StreamMovement.AtRest,
        { IsRunning: false } => StreamMovement.NotRunning,
        _ => StreamMovement.Following,
    };
}
