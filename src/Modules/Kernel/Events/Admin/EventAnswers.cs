using System.Text.Json;
using Monolith.Kernel.Events.Watching;

namespace Monolith.Kernel.Events.Admin;

/// <summary>What waits where.</summary>
internal sealed record EventStatusAnswer(IReadOnlyList<SubscriberFigures> Subscribers);

internal sealed record DeadLettersAnswer(IReadOnlyList<DeadLetter> Letters);

/// <param name="Waiting">Later events of the aggregate that wait for this one.</param>
/// <param name="Id">The event's.</param>
/// <param name="Type">With its version.</param>
/// <param name="Publisher">The publishing module.</param>
/// <param name="Subscriber">Who could not handle it.</param>
/// <param name="AggregateKey">What it happened to.</param>
/// <param name="OccurredAt">When it was published.</param>
/// <param name="DiedAt">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">Of the last attempt.</param>
internal sealed record DeadLetter(
    Guid Id, string Type, string Publisher, string Subscriber, string AggregateKey, DateTimeOffset OccurredAt, DateTimeOffset DiedAt, int Attempts, string Error, long Waiting);

/// <summary>One event with what became of it.</summary>
internal sealed record EventAnswer(
    Guid Id, string Type, string Publisher, DateTimeOffset OccurredAt, string? Tenant, int? UserId, string? CorrelationId, string AggregateKey, JsonElement Data,
    IReadOnlyList<DeliveryAnswer> Deliveries);

/// <param name="Subscriber">The subscribing module.</param>
/// <param name="State"><c>pending</c>, <c>delivered</c>, <c>dead</c> or <c>discarded</c>.</param>
/// <param name="Attempts">How often it has failed.</param>
/// <param name="NextTryAt">When a pending one is tried again, or its lease ends; null when it is over.</param>
/// <param name="EndedAt">When it was over; null before.</param>
/// <param name="Error">Of the last attempt that failed; null when none has.</param>
internal sealed record DeliveryAnswer(string Subscriber, string State, int Attempts, DateTimeOffset? NextTryAt, DateTimeOffset? EndedAt, string? Error);

/// <param name="Id">One event; null for every dead letter that the rest describes.</param>
/// <param name="Publisher">Null for any.</param>
/// <param name="Subscriber">Null for any.</param>
/// <param name="All">Must be said where nothing else is.</param>
/// <param name="Reason">For the log, 1 to 200 characters.</param>
internal sealed record RedriveOrder(Guid? Id, string? Publisher, string? Subscriber, bool All, string? Reason);

internal sealed record DiscardOrder(Guid Id, string? Subscriber, string? Reason);

/// <param name="Publisher">Whose outbox.</param>
/// <param name="Subscriber">Who is to get what it has not had.</param>
/// <param name="Since">Events from then on; null for all that are kept.</param>
/// <param name="Reason">For the log, 1 to 200 characters.</param>
internal sealed record ReplayOrder(string? Publisher, string? Subscriber, DateTimeOffset? Since, string? Reason);

/// <param name="Count">Deliveries that were changed or made.</param>
/// <param name="TooOld">Dead letters left as they are, because their subscriber may have forgotten that it has handled them.</param>
internal sealed record OrderAnswer(long Count, long TooOld);
