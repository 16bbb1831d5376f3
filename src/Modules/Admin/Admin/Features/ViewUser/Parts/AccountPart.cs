using System.Text.Json.Serialization;
using Monolith.Auth.Contracts;

namespace Monolith.Admin.Features.ViewUser.Parts;

/// <summary>Who a user is; what is not known is empty.</summary>
internal sealed record AccountPart(string Username, string Email, string Mobile, string Role, [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt)
{
    public static AccountPart Of(UserAccount account) => new(account.Username ?? "", account.Email, account.Mobile ?? "", account.Role, account.RegisteredAt);
}
