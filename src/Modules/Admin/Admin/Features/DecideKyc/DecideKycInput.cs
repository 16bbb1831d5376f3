using System.Text.Json.Serialization;

namespace Monolith.Admin.Features.DecideKyc;

internal sealed class DecideKycInput
{
    [JsonPropertyName("approve")]
    public bool? Approve { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
