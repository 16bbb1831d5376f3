using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Security;

namespace Monolith.Strangler.Routing.Keys;

/// <summary>By what a request finds its side, the same at every request of one caller: the user, else the tenant, else a returning visitor.</summary>
internal sealed class RoutingKeys(StranglerSettings settings, VisitorCookie visitors)
{
    /// <summary>Before a tenant's name, so that it is nobody's user id.</summary>
    public const string TenantPrefix = "tenant:";

    /// <summary>Before a visitor's id.</summary>
    public const string VisitorPrefix = "visitor:";

    private readonly FrozenDictionary<string, string[]> _configured = settings.Groups
        .SelectMany(g => g.Value.Select(user => (User: user, Group: g.Key)))
        .GroupBy(x => x.User, x => x.Group, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>Null when there is no key; a visitor then gets an id to come back with.</summary>
    public string? KeyOf(HttpContext context)
        => context.User.FindFirst(UserPrincipal.Subject)?.Value
            ?? (context.User.FindFirst(RoutingClaims.Tenant)?.Value is { } tenant ? TenantPrefix + tenant
                : visitors.ReadOrIssue(context) is { } visitor ? VisitorPrefix + visitor
                : null);

    /// <summary>From the caller's claims and from the section <c>Strangler:Groups</c>.</summary>
    public string[] GroupsOf(HttpContext context)
    {
        string[] claimed = [.. context.User.FindAll(RoutingClaims.Group).Select(c => c.Value)];
        return context.User.FindFirst(UserPrincipal.Subject)?.Value is { } user && _configured.TryGetValue(user, out var configured)
            ? [.. claimed, .. configured]
            : claimed;
    }
}
