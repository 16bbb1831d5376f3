namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// A way to a subscriber. Brings one event there and says what came of it; what is kept, tried again, given up and in which order is decided before and after, the same
/// for every carrier. An event may be brought twice, and is when an answer was lost: the subscriber's inbox tells.
/// </summary>
internal interface IEventCarrier
{
    /// <summary>Never throws but when it is cancelled.</summary>
    Task<DeliveryOutcome> CarryAsync(string subscriber, EventMessage message, CancellationToken cancellationToken);
}
