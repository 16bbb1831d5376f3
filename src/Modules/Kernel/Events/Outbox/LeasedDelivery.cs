namespace Monolith.Kernel.Events.Outbox;

/// <summary>A delivery that is in this process's hands.</summary>
/// <param name="Position">The event's.</param>
/// <param name="Attempts">How often the subscriber has failed so far.</param>
/// <param name="Lease">By which it is held.</param>
/// <param name="Message">The event.</param>
internal sealed record LeasedDelivery(long Position, int Attempts, Guid Lease, EventMessage Message);
