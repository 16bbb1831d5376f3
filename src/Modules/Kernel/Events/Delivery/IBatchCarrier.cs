namespace Monolith.Kernel.Events.Delivery;

/// <summary>A way to a subscriber that brings several events for the price of one: where much is waiting, a commit for each would be most of the work.</summary>
internal interface IBatchCarrier : IEventCarrier
{
    /// <summary>All of them, in their order, or none. Never throws but when it is cancelled.</summary>
    /// <returns>False: each is to be brought alone, so that what is wrong with one is not the others' fault. Should they have been handled all the same, the inbox tells.</returns>
    Task<bool> TryCarryTogetherAsync(string subscriber, IReadOnlyList<EventMessage> messages, CancellationToken cancellationToken);
}
