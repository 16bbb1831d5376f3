using System.Text.Json.Serialization;

namespace Monolith.Admin.Features.FreezeWallet;

internal sealed class FreezeWalletInput
{
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
