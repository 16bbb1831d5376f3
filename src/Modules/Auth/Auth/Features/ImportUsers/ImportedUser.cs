using System.Text.Json.Serialization;

namespace Monolith.Auth.Features.ImportUsers;

/// <summary>A user as the old system kept it.</summary>
internal sealed class ImportedUser
{
    [JsonPropertyName("name")]
    [JsonConverter(typeof(StorableTextConverter))]
    public string? Name { get; init; }

    [JsonPropertyName("email")]
    [JsonConverter(typeof(StorableTextConverter))]
    public string? Email { get; init; }

    [JsonPropertyName("password_hash")]
    [JsonConverter(typeof(StorableTextConverter))]
    public string? PasswordHash { get; init; }
}
