using System.Text.Json.Serialization;
using Monolith.Auth.Contracts;

namespace Monolith.Admin.Features.ListUsers;

/// <summary>A user as admins see them; the username is empty for an account of the other frontend.</summary>
internal sealed record UserOutput(
    [property: JsonPropertyName("user_id")] int UserId,
    string Username,
    string Email,
    string Role,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt)
{
    public static UserOutput Of(UserAccount account) => new(account.Id, account.Username ?? "", account.Email, account.Role, account.RegisteredAt);
}
