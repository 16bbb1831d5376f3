using Monolith.Kernel.Events.Delivery;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>The subscriber is wherever its queue is emptied: one message there, and its outcome back.</summary>
internal sealed class RabbitMqCarrier(RabbitMqSender sender) : IEventCarrier
{
    public async Task<DeliveryOutcome> CarryAsync(string subscriber, EventMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(subscriber, message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Untried;
        }
        catch (Exception e) when (RabbitMqFailures.Knows(e))
        {
            return DeliveryOutcome.Unavailable($"RabbitMQ: {e.Message}");
        }
    }
}
