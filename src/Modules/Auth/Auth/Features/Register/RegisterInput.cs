using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.Register;

internal sealed class RegisterInput
{
    [JsonPropertyName("name")]
    [JsonConverter(typeof(StorableTextConverter))]
    public string? Name { get; init; }

    [JsonPropertyName("email")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Email { get; init; }

    [JsonPropertyName("password")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Password { get; init; }
}
