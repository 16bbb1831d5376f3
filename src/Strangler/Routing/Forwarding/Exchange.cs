using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Monolith.Strangler.Routing.Forwarding.Bodies;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// One request on its way to another server and the answer on its way back, both unchanged but for what belongs to the edge. Puts its own features into the
/// request's context while it lasts, and takes them out again.
/// </summary>
internal class Exchange : HttpTransformer, IDisposable
{
    // What follows later or is larger than this leaves after the head.
    private const int LargestWithHead = 16 * 1024;

    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly ExtractedService _server;
    private readonly ForwardingLimits _limits;
    private readonly LongLivedConnections _longLived;
    private readonly KeyValuePair<string, StringValues>[] _ownHeaders;
    private readonly Stream _originalBody;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly AbortWatch _aborts;
    private readonly IHttpResponseBodyFeature _client;
    private readonly LongLivedUpgrade? _upgrade;
    private LongLivedConnection? _stream;
    private bool _isPassedOn;

    /// <param name="context">The request.</param>
    /// <param name="server">Where it goes.</param>
    /// <param name="limits">How long it may wait, and for what.</param>
    /// <param name="longLived">Where it is counted when it turns out to be an event stream or a WebSocket.</param>
    /// <param name="answerWithin">How long it waits for the answer's head.</param>
    /// <param name="holds">Whether the beginning of the answer is held back.</param>
    /// <param name="keepsBody">Whether a small request body is kept, to be read again.</param>
    public Exchange(HttpContext context, ExtractedService server, ForwardingLimits limits, LongLivedConnections longLived, TimeSpan answerWithin, bool holds, bool keepsBody)
    {
        Context = context;
        _server = server;
        _limits = limits;
        _longLived = longLived;
        Patience = limits.Patience.Rent();
        _client = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        Answer = new(_client, Patience, holds);
        context.Features.Set<IHttpResponseBodyFeature>(Answer);
        _ownHeaders = context.Response.Headers.Count == 0 ? [] : [.. context.Response.Headers];
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        context.Features.Set<IHttpRequestLifetimeFeature>(_aborts = new(_lifetime));
        _upgrade = LongLivedUpgrade.Watch(context, longLived, OutliveTheTimeouts);
        _originalBody = context.Request.Body;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true)
        {
            context.Request.Body = Body = new(_originalBody, Patience, keepsBody);
        }

        if (!server.Address.IsHttp2)
        {
            var bodyFollows = context.Request.ContentLength is > 0 and <= LargestWithHead && context.Request.Headers.Expect.Count == 0;
            SentEvidence.Current = Sent = new(IsSafe, bodyFollows);
        }

        Patience.Begin(answerWithin);
    }

    /// <summary>Ends the exchange when it waits too long.</summary>
    public CancellationToken Deadline => Patience.Token;

    /// <summary>It waited too long: for the head of the answer, or between two parts of what came after it.</summary>
    public bool RanOut => Patience.RanOut;

    public bool ClientLeft => _aborts.ClientLeft && !TimedOut;

    /// <summary>
    /// The client is to blame: it left, sent a broken body, or did not take the answer. Told from what was seen here; the forwarder calls it a fault of the client's
    /// body also when the service's connection went and with it the reading of the body.
    /// </summary>
    public bool IsClientsFault(ForwarderError error) => ClientLeft || Body is { IsBroken: true } || error == ForwarderError.ResponseBodyClient;

    /// <summary>The host's own limit for the whole request is over; to the forwarder that looks like a client that left.</summary>
    public bool TimedOut => Context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    /// <summary>The server began to answer.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>The whole body of the answer was passed on.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>By its method (RFC 9110, 9.2.1).</summary>
    protected bool IsSafe => HttpMethods.IsGet(Context.Request.Method) || HttpMethods.IsHead(Context.Request.Method) || HttpMethods.IsOptions(Context.Request.Method);

    /// <summary>Null where the connection's bytes tell nothing about a request.</summary>
    protected SentEvidence? Sent { get; }

    protected HttpContext Context { get; }

    /// <summary>Null for a request that cannot have one.</summary>
    protected RequestBody? Body { get; }

    /// <summary>The answer's body on its way to the client.</summary>
    protected HeldBody Answer { get; }

    private Patience Patience { get; }

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

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        HasAnswer = true;
        Patience.Continue(_limits.Activity);
        _isPassedOn = IsPassedOn(proxyResponse);
        if (!_isPassedOn)
        {
            return false;
        }

        await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        EdgePolicies.Restore(httpContext.Response.Headers, _ownHeaders, _server.KeepsPolicies);
        if (IsStream(httpContext.Response.ContentType))
        {
            OutliveTheTimeouts();
            _stream = _longLived.Add(httpContext);
            proxyResponse.Content = new EventStreamContent(proxyResponse.Content, _stream.Closing);
            await Answer.ReleaseAsync();
        }
        else if (httpContext.Response.ContentLength is { } length)
        {
            Answer.Expect(length);
        }

        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        IsComplete = true;
        return base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>Ends the exchange, which the forwarder has returned from: gives the client the rest of a whole answer, and nothing more of a broken one.</summary>
    /// <returns>Whether the answer was whole. Afterwards it is certain whether the response has started.</returns>
    public async Task<bool> FinishAsync(ForwarderError error)
    {
        // A server may answer in full without having read the whole body; the forwarder reports that as an error of the request's body.
        if (!_isPassedOn || error != ForwarderError.None && !IsComplete)
        {
            await Answer.DiscardAsync();
            return false;
        }

        if (Context.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
        {
            // Whether the client is still there to get it is not the server's concern: it has done its part.
            await Answer.ReleaseWholeAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>Makes the response what it was before the exchange; only while it has not started.</summary>
    public void UndoResponse()
    {
        Context.Features.Set(_client);
        Context.Response.Clear();
        foreach (var (name, value) in _ownHeaders)
        {
            Context.Response.Headers[name] = value;
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether the client gets this answer. Asked once, when its head is there.</summary>
    protected virtual bool IsPassedOn(HttpResponseMessage response) => true;

    protected virtual void Dispose(bool disposing)
    {
        _upgrade?.Dispose();
        _stream?.Dispose();
        Answer.Dispose();
        Context.Features.Set(_client);
        Context.Features.Set(_lifetime);
        if (Body is { IsRewound: false })
        {
            Context.Request.Body = _originalBody;
        }

        Patience.Dispose();
    }

    // Each part is for the reader at once.
    private static bool IsStream(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var parameters = mediaType.IndexOf(';');
        mediaType = (parameters < 0 ? mediaType : mediaType[..parameters]).Trim();
        return mediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("multipart/x-mixed-replace", StringComparison.OrdinalIgnoreCase);
    }

    private void OutliveTheTimeouts()
    {
        Context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        // The forwarder's own limit is the one for these.
        Patience.Continue(Timeout.InfiniteTimeSpan);
    }
}
