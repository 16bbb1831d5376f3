namespace Monolith.Unit.RabbitMq;

/// <summary>What an event and the answer to it are on their way, in its order: each is a frame that can be lost.</summary>
public enum BrokerStep
{
    /// <summary>From the publisher. Lost: the broker has never had the event.</summary>
    Publish,

    /// <summary>To the publisher. Lost: the broker has the event, and the publisher does not know.</summary>
    Confirm,

    /// <summary>To the subscriber. Lost: the event is in the queue, and nobody has begun with it.</summary>
    Deliver,

    /// <summary>From the subscriber. Lost: the event was handled, and neither the broker nor the publisher knows.</summary>
    Answer,

    /// <summary>From the subscriber. Lost: the publisher knows that the event was handled, and the broker still has it.</summary>
    Acknowledge,

    /// <summary>To the publisher. Lost: the event was handled, the broker has it no more, and the publisher does not know.</summary>
    Outcome,
}
