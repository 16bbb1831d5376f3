using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Auth.Features.StartSession;

internal sealed class StartSessionInput
{
    /// <summary>Either this or the username.</summary>
    [JsonPropertyName("email")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Email { get; init; }

    [JsonPropertyName("username")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    [JsonConverter(typeof(LenientSecretConverter))]
    public string? Password { get; init; }

    /// <summary>What the owner will recognise it by, for example "Ana's telephone".</summary>
    [JsonPropertyName("device")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Device { get; init; }
}
