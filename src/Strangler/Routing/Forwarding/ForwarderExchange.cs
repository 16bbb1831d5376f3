using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Monolith.Strangler.Routing.Forwarding.Bodies;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>An exchange by YARP's forwarder: with a server that speaks HTTP/2, or of a WebSocket. Puts its own features into the request's context while it lasts.</summary>
internal sealed class ForwarderExchange : Exchange
{
    private readonly IHttpForwarder _forwarder;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly AbortWatch _aborts;
    private readonly HeldBody _answer;
    private readonly LongLivedUpgrade? _upgrade;
    private ForwarderError _error;
    private bool _isPassedOn;
    private bool _isComplete;

    public ForwarderExchange(ForwardingWay way, IHttpForwarder forwarder, bool isSubstitutable)
        : base(way, isSubstitutable)
    {
        _forwarder = forwarder;
        _answer = new(Client, Patience, isSubstitutable);
        Context.Features.Set<IHttpResponseBodyFeature>(_answer);
        _lifetime = Context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        Context.Features.Set<IHttpRequestLifetimeFeature>(_aborts = new(_lifetime));
        // The forwarder's own limit is the one for these.
        _upgrade = LongLivedUpgrade.Watch(Context, way.LongLived, () => OutliveTheTimeouts(Timeout.InfiniteTimeSpan));
    }

    /// <summary>
    /// Many requests share a connection of HTTP/2, so only that there was none proves it. What the server refused by REFUSED_STREAM or GOAWAY before processing it
    /// (RFC 9113, 8.7), the handler has sent again by itself.
    /// </summary>
    public override bool NothingSent => HasNoConnection;

    // Told from what was seen here: the forwarder calls it a fault of the client's body also when the server's connection went and with it the reading of the body.
    public override bool IsClientsFault => _aborts.ClientLeft && !TimedOut || Body is { IsBroken: true } || _error == ForwarderError.ResponseBodyClient;

    public override async ValueTask<bool> RunAsync()
    {
        _error = await _forwarder.SendAsync(Context, Server.Address.Prefix, Server.Client, Server.RequestConfig, new Transformer(this), Patience.Token);
        HasNoConnection = Context.Features.Get<IForwarderErrorFeature>()?.Exception is HttpRequestException { InnerException: NoConnectionException };
        // It has chosen between 400, 408 and 413.
        ClientsStatus = Context.Response.StatusCode is >= 400 and < 500 and var status ? status : ClientsStatus;
        // A server may answer in full without having read the whole body; the forwarder reports that as an error of the request's body.
        if (!_isPassedOn || _error != ForwarderError.None && !_isComplete)
        {
            await _answer.DiscardAsync();
            return false;
        }

        if (Context.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
        {
            // Whether the client is still there to get it is not the server's concern: it has done its part.
            await _answer.ReleaseWholeAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    public override void UndoResponse()
    {
        Context.Features.Set(Client);
        base.UndoResponse();
    }

    protected override void Dispose(bool disposing)
    {
        _upgrade?.Dispose();
        _answer.Dispose();
        Context.Features.Set(Client);
        Context.Features.Set(_lifetime);
        base.Dispose(disposing);
    }

    private async ValueTask<bool> PassOnHeadAsync(HttpResponseMessage response, Func<ValueTask<bool>> copy)
    {
        _isPassedOn = Accept((int)response.StatusCode);
        if (!_isPassedOn)
        {
            return false;
        }

        await copy();
        RestoreOwnHeaders();
        if (IsStream(Context.Response.ContentType))
        {
            response.Content = new EventStreamContent(response.Content, BeginStream(Timeout.InfiniteTimeSpan));
            await _answer.ReleaseAsync();
        }
        else if (Context.Response.ContentLength is { } length)
        {
            _answer.Expect(length);
        }

        return true;
    }

    private sealed class Transformer(ForwarderExchange exchange) : HttpTransformer
    {
        private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var headers = httpContext.Request.Headers;
            if (headers.TryGetValue(HeaderNames.UpgradeInsecureRequests, out var upgradeInsecure))
            {
                // The forwarder takes it for a header of the connection.
                proxyRequest.Headers.TryAddWithoutValidation(HeaderNames.UpgradeInsecureRequests, (IEnumerable<string?>)upgradeInsecure);
            }

            EdgeClaims.Write(httpContext, proxyRequest);
            ForwardSpan.Inject(proxyRequest);
            // From the bytes that came, not from the decoded path: that would turn %2F into %252F.
            var target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (target.StartsWith('/'))
            {
                proxyRequest.RequestUri = new Uri(destinationPrefix + target, AsItCame);
            }
        }

        public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
            => proxyResponse is null
                ? ValueTask.FromResult(false)
                : exchange.PassOnHeadAsync(proxyResponse, () => base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken));

        public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
        {
            exchange._isComplete = true;
            return base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
        }
    }
}
