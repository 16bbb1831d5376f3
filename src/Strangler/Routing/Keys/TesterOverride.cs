using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Security;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Keys;

/// <summary>
/// Lets a tester choose a side: header <c>X-Strangler-Side</c> or cookie <c>strangler-side</c> with <c>monolith</c> or <c>service</c> from those named in
/// <see cref="TesterSettings"/>, or with a pass, <c>side.expiry.signature</c>, from whoever an operator gave one. Anybody else's wish is not heard.
/// </summary>
internal sealed class TesterOverride(StranglerSettings settings, RoutingKeys keys, EdgeSigner signer, TimeProvider time)
{
    public const string Header = "X-Strangler-Side";
    public const string Cookie = "strangler-side";

    /// <summary>Nobody needs one for longer than a test takes, and a pass cannot be called back.</summary>
    public static readonly TimeSpan LongestPass = TimeSpan.FromDays(30);

    private const string Purpose = "side";

    /// <summary>The side the caller asked for and may have. The header is taken off the request: neither side shall see it.</summary>
    public Side? Read(HttpContext context)
    {
        var headers = context.Request.Headers;
        string? wish = null;
        if (headers.TryGetValue(Header, out var header))
        {
            headers.Remove(Header);
            wish = header;
        }
        else if (headers.Cookie.Count > 0)
        {
            wish = context.Request.Cookies[Cookie];
        }

        return wish is null ? null
            : Variants.Knows(wish) ? IsTester(context) ? Variants.SideOf(wish) : null
            : ReadPass(wish);
    }

    /// <summary>A pass for anybody who holds it.</summary>
    /// <param name="side">The side it chooses.</param>
    /// <param name="life">More than nothing, at most <see cref="LongestPass"/>.</param>
    public string IssuePass(Side side, TimeSpan life)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, LongestPass);
        var content = string.Create(CultureInfo.InvariantCulture, $"{Variants.NameOf(side)}.{(time.GetUtcNow() + life).ToUnixTimeSeconds()}");
        return $"{content}.{signer.Sign(Purpose, content)}";
    }

    // In the gateway nobody is authenticated: what a token says there has not been verified.
    private bool IsTester(HttpContext context)
        => context.User.Identity is { IsAuthenticated: true } && (IsNamed(context) || IsInANamedGroup(context));

    private bool IsNamed(HttpContext context)
        => settings.Testers.Users.Length > 0 && context.User.FindFirst(UserPrincipal.Subject)?.Value is { } user && settings.Testers.Users.Contains(user, StringComparer.Ordinal);

    private bool IsInANamedGroup(HttpContext context)
        => settings.Testers.Groups.Length > 0 && keys.GroupsOf(context).Intersect(settings.Testers.Groups, StringComparer.Ordinal).Any();

    private Side? ReadPass(string pass)
    {
        var end = pass.LastIndexOf('.');
        var parts = end > 0 ? pass[..end].Split('.') : [];
        return parts.Length == 2 && Variants.Knows(parts[0])
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var expiry)
            && signer.IsSigned(Purpose, pass[..end], pass.AsSpan(end + 1))
            && time.GetUtcNow().ToUnixTimeSeconds() < expiry
            ? Variants.SideOf(parts[0])
            : null;
    }
}
