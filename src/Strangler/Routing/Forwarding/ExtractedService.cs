using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>One extracted service: its connections and what is known of it.</summary>
internal sealed class ExtractedService : IDisposable
{
    private readonly TimeSpan _connectTimeout;
    private volatile ServiceHealth _health = new(Healthy: null, Detail: null);

    public ExtractedService(string module, Uri url, StranglerSettings settings, TimeProvider time)
    {
        Module = module;
        Url = url.GetLeftPart(UriPartial.Authority);
        _connectTimeout = settings.ConnectTimeout;
        Breaker = new(settings.BreakerFailures, settings.BreakerDuration, time);
        Client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            // A service that moves to another address is found without a restart.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Kestrel reads request headers as UTF-8: sent on as UTF-8 they are the bytes that came.
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            // Replaces the caller's traceparent instead of adding a second one.
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
    }

    /// <summary>The module's name in lower case.</summary>
    public string Module { get; }

    /// <summary><c>http://host:port</c>, without a slash at the end.</summary>
    public string Url { get; }

    public HttpMessageInvoker Client { get; }

    public Breaker Breaker { get; }

    public ServiceHealth Health
    {
        get => _health;
        set => _health = value;
    }

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // Not the handler's own timeout: it would look like any other cancellation.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_connectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, timeout.Token);
            return new EvidenceStream(socket);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
