namespace Monolith.Kernel.Events.Delivery;

/// <summary>What came of one attempt to deliver.</summary>
/// <param name="Kind">What is to be done with the delivery.</param>
/// <param name="Error">Why it was not handled; null where it was.</param>
internal sealed record DeliveryOutcome(DeliveryOutcomeKind Kind, string? Error = null)
{
    /// <summary>Now or before: the subscriber has committed.</summary>
    public static readonly DeliveryOutcome Handled = new(DeliveryOutcomeKind.Handled);

    /// <summary>Nobody has tried.</summary>
    public static readonly DeliveryOutcome Untried = new(DeliveryOutcomeKind.Untried);

    public static DeliveryOutcome Failed(string error) => new(DeliveryOutcomeKind.Failed, error);

    public static DeliveryOutcome Unavailable(string error) => new(DeliveryOutcomeKind.Unavailable, error);
}
