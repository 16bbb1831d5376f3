using System.Text.Json.Serialization;

namespace Monolith.Auth.Features.ListSessions;

/// <summary>One of the user's sessions, for them to recognise.</summary>
/// <param name="Id">To revoke it by.</param>
/// <param name="Device">What the client called itself; null when it said nothing.</param>
/// <param name="Address">From where it was last given a token; null when that is not known.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">When it was last given a token.</param>
/// <param name="IsCurrent">Whether it is the one that asks.</param>
internal sealed record SessionOutput(
    Guid Id,
    string? Device,
    string? Address,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("last_used_at")] DateTimeOffset LastUsedAt,
    [property: JsonPropertyName("is_current")] bool IsCurrent);
