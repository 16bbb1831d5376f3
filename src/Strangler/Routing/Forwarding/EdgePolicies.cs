using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Response headers of policies that are applied once, here: CORS and the rate limit. A service's are not passed on, unless it is said to keep them.</summary>
internal static class EdgePolicies
{
    /// <summary>Removes the service's policies, where they are not to be kept, and puts this host's own headers back in their place.</summary>
    public static void Restore(IHeaderDictionary headers, KeyValuePair<string, StringValues>[] own, bool keeps)
    {
        if (!keeps)
        {
            RemoveForeign(headers);
        }

        foreach (var (name, value) in own)
        {
            // The service may add to these two; of everything else there is one, and what this host set is right.
            if (!HeaderNames.Vary.Equals(name, StringComparison.OrdinalIgnoreCase) && !HeaderNames.SetCookie.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                headers[name] = value;
            }
        }
    }

    private static void RemoveForeign(IHeaderDictionary headers)
    {
        List<string>? foreign = null;
        foreach (var (name, _) in headers)
        {
            if (IsPolicy(name))
            {
                (foreign ??= []).Add(name);
            }
        }

        foreign?.ForEach(name => headers.Remove(name));
    }

    private static bool IsPolicy(string name)
        => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            // Not X-RateLimit-Reset: this host sets it only where it refuses itself, so it is a module's own refusal that says when to come back.
            || name.Equals("X-RateLimit-Limit", StringComparison.OrdinalIgnoreCase)
            || name.Equals("X-RateLimit-Remaining", StringComparison.OrdinalIgnoreCase);
}
