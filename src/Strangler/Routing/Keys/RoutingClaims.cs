namespace Monolith.Strangler.Routing.Keys;

/// <summary>The claims, besides the user's <c>sub</c>, by which a request finds its side.</summary>
internal static class RoutingClaims
{
    /// <summary>The tenant the caller belongs to.</summary>
    public const string Tenant = "tenant";

    /// <summary>A group the caller is in; may be there several times.</summary>
    public const string Group = "group";
}
