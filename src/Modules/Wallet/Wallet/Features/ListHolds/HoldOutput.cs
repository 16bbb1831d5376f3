using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Wallet.Features.ListHolds;

/// <summary>An open hold as the frontend reads it.</summary>
internal sealed record HoldOutput(
    [property: JsonPropertyName("hold_id")] Guid HoldId,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Amount,
    [property: JsonPropertyName("reference_id")] string? ReferenceId,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);
