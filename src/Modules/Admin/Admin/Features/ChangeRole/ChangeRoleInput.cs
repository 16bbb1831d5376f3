using System.Text.Json.Serialization;

namespace Monolith.Admin.Features.ChangeRole;

internal sealed class ChangeRoleInput
{
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
