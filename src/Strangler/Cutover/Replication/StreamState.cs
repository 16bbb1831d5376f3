namespace Monolith.Strangler.Cutover.Replication;

/// <summary>How the copying in one direction stands.</summary>
/// <param name="Direction">Which one.</param>
/// <param name="Exists">The subscription and its slot are there.</param>
/// <param name="IsEnabled">The subscription takes rows.</param>
/// <param name="IsRunning">The receiver's worker is connected.</param>
/// <param name="Tables">How many tables it carries, the baton's among them.</param>
/// <param name="Unfinished">Those whose first copy is not done.</param>
/// <param name="NotSubscribed">Those that the sender publishes and the receiver was never told of: it passes their rows over.</param>
/// <param name="SlotHealth">PostgreSQL's <c>wal_status</c>: reserved, extended, unreserved or lost; null where there is no slot.</param>
/// <param name="LagBytes">What the sender has written and the receiver has not confirmed; null where there is no slot.</param>
public sealed record StreamState(
    Direction Direction, bool Exists, bool IsEnabled, bool IsRunning, int Tables, IReadOnlyList<string> Unfinished, IReadOnlyList<string> NotSubscribed, string? SlotHealth, long? LagBytes)
{
    /// <summary>Rows that are written from now on will arrive.</summary>
    public bool IsWhole => Exists && Unfinished.Count == 0 && NotSubscribed.Count == 0 && Tables > 0 && SlotHealth is not null and not "lost";
}
