using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.Login;

internal sealed class LoginInput
{
    [JsonPropertyName("email")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Email { get; init; }

    [JsonPropertyName("password")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Password { get; init; }
}
