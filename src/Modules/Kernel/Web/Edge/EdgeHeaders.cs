using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Web.Errors;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Kernel.Web.Edge;

/// <summary>
/// What the process that faces clients does to their headers: believes X-Forwarded-* from trusted proxies only, removes what must come from inside or is
/// for one connection only, and refuses what two servers would read differently (request smuggling starts there).
/// </summary>
public static class EdgeHeaders
{
    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Before anything that reads a header or an address.</summary>
    public static IApplicationBuilder UseEdgeHeaders(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var listeners = app.ApplicationServices.GetRequiredService<Listeners>();
        var proxies = app.ApplicationServices.GetRequiredService<WebSettings>().TrustedProxies;
        if (proxies.Length == 0)
        {
            return app.Use((context, next) => GuardAsync(context, next, listeners));
        }

        // Between the two, what a trusted proxy says is taken over.
        app.Use((context, next) => GuardAsync(context, next, removesFor: null));
        app.UseForwardedHeaders(Believing(proxies));
        return app.Use((context, next) => GuardAsync(context, next, listeners));
    }

    private static ForwardedHeadersOptions Believing(string[] proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in proxies)
        {
            options.KnownIPNetworks.Add(WebSettings.ParseNetwork(network)!.Value);
        }

        return options;
    }

    /// <param name="context">The request.</param>
    /// <param name="next">Gets it when it is in order.</param>
    /// <param name="removesFor">Tells from where a request may bring the headers of the inside; null to remove none yet.</param>
    private static Task GuardAsync(HttpContext context, RequestDelegate next, Listeners? removesFor)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method) && context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true)
        {
            // TRACE would show a client what proxies have added to its request, CONNECT would make a tunnel.
            return context.WriteErrorAsync(StatusCodes.Status501NotImplemented);
        }

        // Other services come in by the internal listener, and these headers are theirs.
        var removes = removesFor is not null && !removesFor.IsInternal(context);
        var headers = context.Request.Headers;
        List<string>? found = null;
        foreach (var header in headers)
        {
            if (header.Key.AsSpan().ContainsAnyExcept(Token))
            {
                return context.WriteErrorAsync(StatusCodes.Status400BadRequest, "A header's name has a character that names may not have (RFC 9110, 5.1).");
            }

            if (removes && (InsideOnlyHeaders.Contains(header.Key) || ConnectionHeaders.Contains(header.Key)))
            {
                (found ??= []).Add(header.Key);
            }
        }

        if (headers.TransferEncoding.Count > 0 && headers.ContainsKey(InsideOnlyHeaders.UnderstoodLength))
        {
            return context.WriteErrorAsync(StatusCodes.Status400BadRequest, "A request has either Content-Length or Transfer-Encoding (RFC 9112, 6.1).");
        }

        if (removes)
        {
            found?.ForEach(name => headers.Remove(name));
            RemoveForTheConnection(context);
        }

        return next(context);
    }

    private static void RemoveForTheConnection(HttpContext context)
    {
        var headers = context.Request.Headers;
        ConnectionHeaders.RemoveNamed(headers);
        if (HttpProtocol.IsHttp10(context.Request.Protocol) || HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            headers.Remove(HeaderNames.TE);
        }

        // Trailers of a request may be dropped by anyone (RFC 9110, 6.5.1), and our way to the services drops them: then no endpoint may count on them.
        context.Features.Set<IHttpRequestTrailersFeature>(null);
    }
}
