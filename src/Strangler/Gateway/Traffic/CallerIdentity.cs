using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monolith.Kernel.Security;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Keys;

namespace Monolith.Strangler.Gateway.Traffic;

/// <summary>
/// Tells callers apart, so that each keeps to a side. The token's signature is not checked, which is why the identity counts as not authenticated: it decides
/// who answers and opens nothing, not even the choice that testers have.
/// </summary>
internal static class CallerIdentity
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 16 * 1024;

    public static ClaimsIdentity Read(HttpRequest request, IdentityEntry identity)
    {
        var claims = new ClaimsIdentity();
        if (identity is { UserClaim: null, TenantClaim: null, GroupsClaim: null } || !ReadToken(request, identity, claims))
        {
            ReadSession(request, identity, claims);
        }

        return claims;
    }

    private static bool ReadToken(HttpRequest request, IdentityEntry identity, ClaimsIdentity claims)
    {
        if (request.Headers.Authorization is not [{ Length: < LongestToken } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            || header[Bearer.Length..].Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(payload), new() { MaxDepth = 16 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            Add(UserPrincipal.Subject, identity.UserClaim);
            Add(RoutingClaims.Tenant, identity.TenantClaim);
            Add(RoutingClaims.Group, identity.GroupsClaim);
            return claims.HasClaim(c => c.Type == UserPrincipal.Subject);

            void Add(string type, string? name)
            {
                if (name is not null && json.RootElement.TryGetProperty(name, out var value))
                {
                    claims.AddClaims(Texts(value).Select(text => new Claim(type, text)));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a text with half a surrogate pair.
            return false;
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Number).SelectMany(Texts),
        _ => [],
    };

    private static void ReadSession(HttpRequest request, IdentityEntry identity, ClaimsIdentity claims)
    {
        if (identity.SessionCookie is { } name && request.Cookies[name] is { Length: > 0 } value)
        {
            // The value may be a secret, and keys are shown to operators.
            claims.AddClaim(new(UserPrincipal.Subject, $"session:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16))}"));
        }
    }
}
