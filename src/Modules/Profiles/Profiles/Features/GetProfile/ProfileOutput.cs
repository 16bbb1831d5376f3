using System.Text.Json.Serialization;

namespace Monolith.Profiles.Features.GetProfile;

/// <summary>A profile as the frontend reads it; what is not known is empty.</summary>
internal sealed record ProfileOutput(string Username, string Email, string Mobile, [property: JsonPropertyName("full_name")] string FullName, string Bio);
