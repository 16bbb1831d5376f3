using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features.Withdraw;

internal sealed record WithdrawInput
{
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("destination")]
    public string? Destination { get; init; }

    [JsonPropertyName("reference_id")]
    public string? ReferenceId { get; init; }
}
