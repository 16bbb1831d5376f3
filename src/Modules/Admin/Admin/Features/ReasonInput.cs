using System.Text.Json.Serialization;

namespace Monolith.Admin.Features;

/// <summary>Why an admin does something to a user, or looks at what is theirs. In a body, for addresses are logged.</summary>
internal sealed class ReasonInput
{
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
