namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// A row of a publisher's table <c>outbox_subscriptions</c>: who gets its events. In the database, because a publisher that runs as a service does not know
/// the modules that subscribe; the Host, which does, writes it with the migrations.
/// </summary>
internal sealed class OutboxSubscription
{
    public required string Type { get; init; }

    /// <summary>The subscribing module in lower case.</summary>
    public required string Subscriber { get; init; }
}
