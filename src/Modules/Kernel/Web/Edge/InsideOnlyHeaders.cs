namespace Monolith.Kernel.Web.Edge;

/// <summary>
/// Request headers that only this system's own processes may set: who calls, and what was asked for. From outside they are removed at the edge, and none is
/// passed on to another process.
/// </summary>
public static class InsideOnlyHeaders
{
    /// <summary>Where Kestrel moves Content-Length when the request has Transfer-Encoding as well. A client can send it too.</summary>
    internal const string UnderstoodLength = "X-Content-Length";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", UnderstoodLength,
        // Where the forwarded-headers middleware keeps what it replaced.
        "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Original-Prefix",
    };

    /// <summary>Whether the header is one of them; case does not matter.</summary>
    public static bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is ['X' or 'x', '-', ..]
            ? name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Internal-", StringComparison.OrdinalIgnoreCase) || Names.Contains(name)
            : name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);
    }
}
