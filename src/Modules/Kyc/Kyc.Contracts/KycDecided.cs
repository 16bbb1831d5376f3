using Monolith.Kernel.Events;

namespace Monolith.Kyc.Contracts;

/// <summary>A submission was approved or rejected. Aggregate: the user's id.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="State">What was decided: approved or rejected.</param>
/// <param name="DecidedBy">The id of the admin; null when the statement's text decided.</param>
/// <param name="DecidedAt">When.</param>
[EventName("kyc.decided", Version = 1)]
public sealed record KycDecided(int UserId, KycState State, int? DecidedBy, DateTimeOffset DecidedAt) : IIntegrationEvent;
