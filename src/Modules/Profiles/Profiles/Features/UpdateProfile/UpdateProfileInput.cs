using System.Text.Json.Serialization;

namespace Monolith.Profiles.Features.UpdateProfile;

/// <summary>What is to change; a field that is null or absent stays as it is.</summary>
internal sealed class UpdateProfileInput
{
    [JsonPropertyName("full_name")]
    public string? FullName { get; init; }

    [JsonPropertyName("bio")]
    public string? Bio { get; init; }
}
