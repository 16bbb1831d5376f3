using System.Text.Json.Serialization;
using Monolith.Auth.Contracts;

namespace Monolith.Admin.Features.ViewUser.Parts;

/// <summary>Whether a user is signed in, and when they last were; see <see cref="SessionActivity"/>.</summary>
internal sealed record SessionsPart(int Open, [property: JsonPropertyName("last_used_at")] DateTimeOffset? LastUsedAt)
{
    public static SessionsPart Of(SessionActivity activity) => new(activity.Open, activity.LastUsedAt);
}
