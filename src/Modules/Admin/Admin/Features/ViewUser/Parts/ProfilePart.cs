using System.Text.Json.Serialization;
using Monolith.Profiles.Contracts;

namespace Monolith.Admin.Features.ViewUser.Parts;

/// <summary>What a user says of themselves; empty at first.</summary>
internal sealed record ProfilePart([property: JsonPropertyName("full_name")] string FullName, string Bio)
{
    public static ProfilePart Of(ProfileDetails profile) => new(profile.FullName, profile.Bio);
}
