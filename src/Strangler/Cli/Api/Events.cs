using System.Text.Json;

namespace Monolith.Strangler.Cli.Api;

// As docs/events.md documents it.

internal sealed record EventStatusAnswer(IReadOnlyList<SubscriberStatus> Subscribers);

internal sealed record SubscriberStatus(string Publisher, string Subscriber, long Pending, long Dead, double LagSeconds);

internal sealed record DeadLettersAnswer(IReadOnlyList<DeadLetter> Letters);

internal sealed record DeadLetter(
    Guid Id, string Type, string Publisher, string Subscriber, string AggregateKey, DateTimeOffset OccurredAt, DateTimeOffset DiedAt, int Attempts, string Error, long Waiting);

internal sealed record EventAnswer(
    Guid Id, string Type, string Publisher, DateTimeOffset OccurredAt, string? Tenant, int? UserId, string? CorrelationId, string AggregateKey, JsonElement Data,
    IReadOnlyList<DeliveryAnswer> Deliveries);

internal sealed record DeliveryAnswer(string Subscriber, string State, int Attempts, DateTimeOffset? NextTryAt, DateTimeOffset? EndedAt, string? Error);

internal sealed record RedriveRequest(Guid? Id, string? Publisher, string? Subscriber, bool All, string Reason);

internal sealed record DiscardRequest(Guid Id, string Subscriber, string Reason);

internal sealed record ReplayRequest(string Publisher, string Subscriber, DateTimeOffset? Since, string Reason);

internal sealed record EventOrderAnswer(long Count, long TooOld);
