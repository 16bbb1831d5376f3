using System.Net;
using System.Net.Sockets;

namespace Monolith.Strangler.Routing.Forwarding.Connections;

/// <summary>Where a service is, as the two things that differ: what a request's URI begins with, and what the socket connects to.</summary>
internal sealed class ServiceAddress
{
    private readonly Uri _url;
    private readonly bool _isUnix;

    public ServiceAddress(ServiceSettings settings)
    {
        _url = settings.Url!;
        _isUnix = _url.Scheme == "unix";
        IsHttp2 = settings.Protocol == ServiceProtocol.Http2;
        UsesTls = _url.Scheme == Uri.UriSchemeHttps;
        Display = _isUnix ? $"unix:{_url.AbsolutePath}" : _url.GetLeftPart(UriPartial.Authority);
        Prefix = _isUnix ? "http://localhost"
            // For https the handler keeps one pool for every Host header that a client sends, and verifies the certificate against it. Over http it does not
            // care; the connection is encrypted all the same, by us. HTTP/2 carries the scheme in the request, so it must be the true one.
            : UsesTls && !IsHttp2 ? $"http://{_url.Authority}{(_url.IsDefaultPort ? ":443" : "")}"
            : Display;
    }

    /// <summary>For people: the address as it was configured.</summary>
    public string Display { get; }

    /// <summary>Scheme and authority of the requests' URIs, without a slash at the end.</summary>
    public string Prefix { get; }

    public bool IsHttp2 { get; }

    public bool UsesTls { get; }

    /// <summary>The name in the service's certificate.</summary>
    public string Host => _url.IdnHost;

    /// <summary>Whether connections to one are as good as connections to the other.</summary>
    public bool IsSameAs(ServiceAddress other) => Display == other.Display && IsHttp2 == other.IsHttp2;

    public Socket CreateSocket() => _isUnix
        ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public EndPoint EndPoint() => _isUnix ? new UnixDomainSocketEndPoint(Uri.UnescapeDataString(_url.AbsolutePath)) : new DnsEndPoint(_url.IdnHost, _url.Port);
}
