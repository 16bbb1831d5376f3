namespace Monolith.Strangler.Cutover.Switching;

/// <summary>What a switch did.</summary>
/// <param name="Owner">Who owns the data now.</param>
/// <param name="Epoch">Of that ownership.</param>
/// <param name="Gap">From when the fence held to when the new owner could write, by the controller's clock: an upper bound.</param>
/// <param name="WayBack">The other direction as it is now; the way back is armed when it is whole.</param>
public sealed record SwitchReport(Place Owner, long Epoch, TimeSpan Gap, Replication.StreamState WayBack);
