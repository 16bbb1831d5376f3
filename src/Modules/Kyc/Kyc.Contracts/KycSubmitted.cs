using Monolith.Kernel.Events;

namespace Monolith.Kyc.Contracts;

/// <summary>A user submitted a form. What they wrote is not in it. Aggregate: the user's id.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Form">Which form.</param>
/// <param name="SubmittedAt">When.</param>
[EventName("kyc.submitted", Version = 1)]
public sealed record KycSubmitted(int UserId, KycForm Form, DateTimeOffset SubmittedAt) : IIntegrationEvent;
