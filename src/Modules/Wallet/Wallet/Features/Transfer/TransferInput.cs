using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features.Transfer;

internal sealed record TransferInput
{
    [JsonPropertyName("to_user_id")]
    public int? ToUserId { get; init; }

    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("reference_id")]
    public string? ReferenceId { get; init; }
}
