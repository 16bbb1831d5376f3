using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.Kotak;

internal sealed class ConfirmInput
{
    [JsonPropertyName("otp")]
    public string? Otp { get; init; }
}
