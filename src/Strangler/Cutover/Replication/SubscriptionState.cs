using System.Text.Json.Serialization;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The receiver's half of the copying in one direction.</summary>
/// <param name="IsEnabled">It takes rows.</param>
/// <param name="IsRunning">Its worker is connected.</param>
/// <param name="Tables">How many it carries, the baton's among them.</param>
/// <param name="Unfinished">Those whose first copy is not done.</param>
public sealed record SubscriptionState(bool IsEnabled, bool IsRunning, int Tables, IReadOnlyList<string> Unfinished)
{
    /// <summary>The tables that it was told of, by schema and name.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Subscribed { get; init; } = [];
}
