namespace Monolith.Kernel.Events.Outbox;

/// <summary>
/// A row of a publisher's table <c>outbox_events</c>. As an entity it is what a context has yet to publish; it is written by <see cref="OutboxWriter"/>, not by EF Core.
/// </summary>
internal sealed class OutboxEvent
{
    /// <summary>The order of events: given while the transaction commits; within an aggregate the order of commits.</summary>
    public long Position { get; private set; }

    public required Guid Id { get; init; }

    /// <summary>With its version.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public string? Tenant { get; init; }

    public int? UserId { get; init; }

    public string? CorrelationId { get; init; }

    public required string AggregateKey { get; init; }

    /// <summary>The record as JSON.</summary>
    public required string Data { get; init; }
}
