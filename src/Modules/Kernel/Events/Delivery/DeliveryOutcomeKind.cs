namespace Monolith.Kernel.Events.Delivery;

internal enum DeliveryOutcomeKind
{
    /// <summary>Over.</summary>
    Handled,

    /// <summary>The subscriber's fault or the event's: counts as an attempt.</summary>
    Failed,

    /// <summary>The subscriber could not be asked, or gave no answer: it is not the event's fault, and would be the same with any other.</summary>
    Unavailable,

    /// <summary>Given back as it was taken.</summary>
    Untried,
}
