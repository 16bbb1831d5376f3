using System.Text.Json.Serialization;

namespace Monolith.Auth.Features.Signup;

/// <summary>All that a stranger may say of a new account; whatever else the body holds, a role above all, is not read.</summary>
internal sealed class SignupInput
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("mobile")]
    public string? Mobile { get; init; }
}
