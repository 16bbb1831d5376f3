namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Response headers of policies that are applied once, here: CORS and the rate limit. A service's are not passed on, unless it is said to keep them.</summary>
internal static class EdgePolicies
{
    public static bool Contain(string name)
        => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            // Not X-RateLimit-Reset: this host sets it only where it refuses itself, so it is a module's own refusal that says when to come back.
            || name.Equals("X-RateLimit-Limit", StringComparison.OrdinalIgnoreCase)
            || name.Equals("X-RateLimit-Remaining", StringComparison.OrdinalIgnoreCase);
}
