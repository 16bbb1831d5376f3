namespace Monolith.Kernel.Events.Watching;

/// <summary>How one subscriber of one publisher does.</summary>
/// <param name="Publisher">The publishing module in lower case.</param>
/// <param name="Subscriber">The subscribing module in lower case.</param>
/// <param name="Pending">Events it has yet to handle.</param>
/// <param name="Dead">Events given up.</param>
/// <param name="LagSeconds">Since when the oldest of the pending ones has waited; 0 when there is none.</param>
internal sealed record SubscriberFigures(string Publisher, string Subscriber, long Pending, long Dead, double LagSeconds);
