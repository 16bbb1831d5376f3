using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monolith.Kernel.Web.Listening;

/// <summary>Puts <see cref="WebSettings"/> into Kestrel.</summary>
internal sealed class KestrelLimits(WebSettings settings, Listeners listeners, IServiceProvider services) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = settings.MaxRequestBodyBytes;
        options.Limits.MaxRequestLineSize = settings.MaxRequestLineBytes;
        options.Limits.MaxRequestHeadersTotalSize = settings.MaxRequestHeadersBytes;
        options.Limits.MaxRequestHeaderCount = settings.MaxRequestHeaders;
        options.Limits.RequestHeadersTimeout = settings.RequestHeadersTimeout;
        options.Limits.KeepAliveTimeout = settings.KeepAliveTimeout;

        // As HttpClient reads them: a forwarded answer's header leaves as the bytes that came, and one of ours like a service's. Request headers stay
        // strict UTF-8: other bytes are answered 400 before anything sees them.
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;

        var limit = ActivatorUtilities.CreateInstance<PublicConnectionLimit>(services, settings.MaxConnections);
        options.ConfigureEndpointDefaults(listen =>
        {
            if ((listen.EndPoint as IPEndPoint)?.Port != listeners.InternalPort)
            {
                listen.Use(next => connection => limit.LimitAsync(connection, next));
            }

            listen.Use(next => connection => FramingGuard.WatchAsync(connection, next));
        });
    }
}
