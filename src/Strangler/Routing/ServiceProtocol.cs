namespace Monolith.Strangler.Routing;

/// <summary>How a service is spoken to.</summary>
internal enum ServiceProtocol
{
    /// <summary>HTTP/1.1.</summary>
    Http1 = 0,

    /// <summary>HTTP/2: with prior knowledge (RFC 9113, 3.3) over http and unix sockets, by ALPN over https.</summary>
    Http2 = 1,
}
