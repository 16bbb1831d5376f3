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

        // Header values are bytes, and Latin-1 is the only reading that gives every byte back when a request or an answer is forwarded.
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;

        var limit = ActivatorUtilities.CreateInstance<PublicConnectionLimit>(services, settings.MaxConnections);
        options.ConfigureEndpointDefaults(listen =>
        {
            if ((listen.EndPoint as IPEndPoint)?.Port != listeners.InternalPort)
            {
                listen.Use(next => connection => limit.LimitAsync(connection, next));
            }
        });
    }
}
