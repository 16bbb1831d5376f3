namespace Monolith.Kernel.Events.Outbox;

/// <summary>How far the delivery of an event to one subscriber has come; kept as a number.</summary>
internal enum DeliveryState : short
{
    /// <summary>To be delivered when its next try is due; in somebody's hands while it has a lease.</summary>
    Pending = 1,

    /// <summary>The subscriber's transaction has committed.</summary>
    Delivered = 2,

    /// <summary>Given up after too many failures: a dead letter. Later events of the aggregate wait until an operator has decided.</summary>
    Dead = 3,

    /// <summary>A dead letter that an operator has given up for good.</summary>
    Discarded = 4,
}
