using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.Kotak;

internal sealed class LogInInput
{
    [JsonPropertyName("mobile_number")]
    public string? MobileNumber { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }
}
