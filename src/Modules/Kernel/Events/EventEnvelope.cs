namespace Monolith.Kernel.Events;

/// <summary>An event as its subscriber gets it.</summary>
/// <typeparam name="T">The event's record.</typeparam>
/// <param name="Id">Unique for ever; the same each time the event is delivered.</param>
/// <param name="Type">For example <c>wallet.debited.v1</c>.</param>
/// <param name="Version">The number at the end of <paramref name="Type"/>.</param>
/// <param name="OccurredAt">When it was published, by the publisher's clock.</param>
/// <param name="Source">The publishing module in lower case, wherever it ran.</param>
/// <param name="Tenant">For whom; null where there are no tenants.</param>
/// <param name="UserId">On whose behalf; null for nobody or for the system itself.</param>
/// <param name="CorrelationId">Names the user's request that caused it; null for work that nobody asked for.</param>
/// <param name="AggregateKey">Events of one publisher with the same key are handled one after the other, in the order of their commits.</param>
/// <param name="Data">What happened.</param>
public sealed record EventEnvelope<T>(
    Guid Id, string Type, int Version, DateTimeOffset OccurredAt, string Source, string? Tenant, int? UserId, string? CorrelationId, string AggregateKey, T Data)
    where T : class, IIntegrationEvent;
