using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.VerifyEmail;

internal sealed class VerifyEmailInput
{
    [JsonPropertyName("token")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Token { get; init; }
}
