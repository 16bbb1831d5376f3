using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.RefreshSession;

internal sealed class RefreshSessionInput
{
    [JsonPropertyName("refresh_token")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? RefreshToken { get; init; }
}
