using System.Globalization;
using System.Security.Claims;

namespace Monolith.Kernel.Security;

/// <summary>What the access token says of the user, as claims of the request's principal.</summary>
public static class UserPrincipal
{
    /// <summary>Claim with the user's id, a positive integer in decimal.</summary>
    public const string Subject = "sub";

    /// <summary>Claim with the session's id, a UUID: what log-out revokes.</summary>
    public const string Session = "sid";

    /// <summary>Claim with one of <see cref="UserRole"/>.</summary>
    public const string Role = "role";

    /// <summary>The user's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static int GetUserId(this ClaimsPrincipal principal)
        => principal.FindUserId() ?? throw new InvalidOperationException("The request has no signed-in user; the action lacks [Authorize].");

    /// <summary>The session's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Guid GetSessionId(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Guid.TryParseExact(principal.FindFirst(Session)?.Value, "D", out var id)
            ? id
            : throw new InvalidOperationException("The request has no signed-in user; the action lacks [Authorize].");
    }

    /// <summary>The user's id, or null when nobody is signed in.</summary>
    public static int? FindUserId(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return int.TryParse(principal.FindFirst(Subject)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
