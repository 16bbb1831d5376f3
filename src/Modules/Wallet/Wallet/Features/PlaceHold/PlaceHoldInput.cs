using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features.PlaceHold;

internal sealed record PlaceHoldInput
{
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("reference_id")]
    public string? ReferenceId { get; init; }
}
