using System.Text.Json.Serialization;

namespace Monolith.Auth.Features.TradingLogin;

internal sealed class TradingLoginInput
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }
}
