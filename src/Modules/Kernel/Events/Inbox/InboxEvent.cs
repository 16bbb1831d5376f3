namespace Monolith.Kernel.Events.Inbox;

/// <summary>A row of a subscriber's table <c>inbox_events</c>: an event that it has handled, committed together with what handling it has changed.</summary>
internal sealed class InboxEvent
{
    public required Guid Id { get; init; }

    /// <summary>By the database's clock.</summary>
    public required DateTimeOffset HandledAt { get; init; }
}
