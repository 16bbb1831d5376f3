namespace Monolith.Kernel.Events.Outbox;

/// <summary>A row of a publisher's table <c>outbox_deliveries</c>: one event on its way to one subscriber. Gives the table its shape; the rest is <see cref="OutboxStore"/>'s.</summary>
internal sealed class OutboxDelivery
{
    /// <summary>The event's.</summary>
    public required long Position { get; init; }

    /// <summary>The subscribing module in lower case.</summary>
    public required string Subscriber { get; init; }

    /// <summary>The event's: order is kept within it.</summary>
    public required string AggregateKey { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>How often the subscriber has failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Not before that; while somebody has the lease, its end. By the database's clock, like every time here.</summary>
    public required DateTimeOffset NextTryAt { get; init; }

    /// <summary>Whose hands it is in: a UUID per lease, never used again. Null while nobody is at it.</summary>
    public Guid? Lease { get; init; }

    /// <summary>Why the last attempt failed; null while none has.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was delivered, given up or discarded; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
