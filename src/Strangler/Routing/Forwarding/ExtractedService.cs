using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Forwarding.Http1;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>One extracted service: its connections and what is known of it.</summary>
internal sealed partial class ExtractedService : IDisposable
{
    private readonly ILogger<ExtractedService> _logger;
    private volatile ServiceHealth _health = ServiceHealth.Unknown;

    public ExtractedService(string module, ServiceSettings service, StranglerSettings settings, TimeProvider time, ILogger<ExtractedService> logger)
    {
        _logger = logger;
        Module = module;
        Address = new(service);
        HealthPath = service.Health is { Length: > 0 } path ? path : null;
        KeepsPolicies = service.KeepsPolicies;
        Version = Address.IsHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        RequestConfig = new()
        {
            // The shorter ones, of what is no event stream or WebSocket, are the exchange's own.
            ActivityTimeout = settings.LongLived.Timeout,
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        Breaker = new(settings.Breaker, time, () => LogBreakerOpened(module, settings.Breaker.BreakDuration.TotalSeconds), () => LogBreakerClosed(module));
        var connector = new ServiceConnector(Address, settings.ConnectTimeout);
        Connections = new(connector, time);
        Client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (_, cancellationToken) => connector.ConnectAsync(cancellationToken),
            PooledConnectionLifetime = Http1Connections.LongestUse,
            PooledConnectionIdleTimeout = Http1Connections.LongestIdle,
            EnableMultipleHttp2Connections = true,
            // A connection that many requests share and nobody answers on is found by these.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // Kestrel reads request headers as UTF-8: sent on as UTF-8 they are the bytes that came.
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            // The exchange writes the trace context.
            ActivityHeadersPropagator = null,
            MeterFactory = UnobservedMeters.Instance,
        });
    }

    /// <summary>The module's name in lower case.</summary>
    public string Module { get; }

    public ServiceAddress Address { get; }

    /// <summary>What probes ask for; null when there are none.</summary>
    public string? HealthPath { get; }

    /// <summary>See <see cref="ServiceSettings.KeepsPolicies"/>.</summary>
    public bool KeepsPolicies { get; }

    /// <summary>What is spoken with it.</summary>
    public Version Version { get; }

    public ForwarderRequestConfig RequestConfig { get; }

    /// <summary>For exchanges over HTTP/1.1.</summary>
    public Http1Connections Connections { get; }

    /// <summary>For HTTP/2, WebSockets and probes.</summary>
    public HttpMessageInvoker Client { get; }

    public Breaker Breaker { get; }

    public ServiceHealth Health
    {
        get => _health;
        set => _health = value;
    }

    /// <summary>Whether it would be the same with these settings.</summary>
    public bool IsLike(ServiceSettings service) => Address.IsSameAs(new(service)) && (HealthPath ?? "") == (service.Health ?? "") && KeepsPolicies == service.KeepsPolicies;

    public void Dispose()
    {
        Connections.Dispose();
        Client.Dispose();
    }

    [LoggerMessage(EventIds.BreakerOpened, LogLevel.Warning, "The service {Module} could not be reached by most of the last requests; the monolith answers, with one try every {Seconds} s")]
    private partial void LogBreakerOpened(string module, double seconds);

    [LoggerMessage(EventIds.BreakerClosed, LogLevel.Information, "The service {Module} answers again")]
    private partial void LogBreakerClosed(string module);
}
