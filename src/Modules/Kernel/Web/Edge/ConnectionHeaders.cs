using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monolith.Kernel.Web.Edge;

/// <summary>
/// Request headers of one connection (RFC 9110, 7.6.1): those that are so by definition, and those that <c>Connection</c> names. A forwarder does not pass
/// them on, so the endpoint in the process must not see them either, or the two would answer different requests.
/// </summary>
public static class ConnectionHeaders
{
    private static readonly FrozenSet<string> Always = new[]
    {
        HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.ProxyAuthorization, HeaderNames.ProxyAuthenticate, "Proxy-Authentication-Info",
        "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN", "Close", "HTTP2-Settings", HeaderNames.AltSvc,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What frames the message is the server's business and already done; whom it is for, and its name in our logs, nobody may take away.
    private static readonly FrozenSet<string> Never = new[]
    {
        HeaderNames.Connection, HeaderNames.Upgrade, HeaderNames.Host, HeaderNames.ContentLength, HeaderNames.TransferEncoding, "X-Request-Id",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the header is one by definition; case does not matter. <c>Connection</c>, <c>TE</c>, <c>Transfer-Encoding</c> and <c>Upgrade</c> are for the server to treat.</summary>
    public static bool Contains(string name) => Always.Contains(name);

    /// <summary>Removes what <c>Connection</c> names. HTTP/2 has no such header; Kestrel has refused it there.</summary>
    internal static void RemoveNamed(IHeaderDictionary headers)
    {
        var connection = headers.Connection;
        if (connection.Count == 0 || connection is ["keep-alive" or "close"])
        {
            return;
        }

        foreach (var name in connection.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Never.Contains(name))
            {
                headers.Remove(name);
            }
        }
    }
}
