using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features.AddFunds;

internal sealed record AddFundsInput
{
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("method")]
    public string? Method { get; init; }

    [JsonPropertyName("reference_id")]
    public string? ReferenceId { get; init; }
}
