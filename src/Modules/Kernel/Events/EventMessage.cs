using System.Text.Json.Serialization;

namespace Monolith.Kernel.Events;

/// <summary>An event on its way: as it is kept in the outbox and as it goes between processes.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="Type">With its version.</param>
/// <param name="OccurredAt">When it was published.</param>
/// <param name="Tenant">Null where there are none.</param>
/// <param name="UserId">Null for nobody.</param>
/// <param name="CorrelationId">Null for work that nobody asked for.</param>
/// <param name="AggregateKey">Order is kept within it.</param>
/// <param name="Data">The record as JSON, as it was written.</param>
internal sealed record EventMessage(
    Guid Id,
    string Type,
    DateTimeOffset OccurredAt,
    string? Tenant,
    int? UserId,
    string? CorrelationId,
    string AggregateKey,
    [property: JsonConverter(typeof(RawJsonConverter))] string Data)
{
    /// <summary>The publishing module in lower case.</summary>
    [JsonIgnore]
    public string Source => SourceOf(Type);

    public static string SourceOf(string type) => type[..Math.Max(0, type.IndexOf('.', StringComparison.Ordinal))];
}
