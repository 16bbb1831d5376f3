using System.Text.Json.Serialization;

namespace Monolith.Wallet.Features.SettleHold;

internal sealed record CaptureHoldInput
{
    /// <summary>Null: all of it.</summary>
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }
}
