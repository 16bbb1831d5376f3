using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// One request on its way to a service: shapes what goes there and what comes back, and keeps what is needed to judge the end and to undo everything
/// before the local endpoint answers instead.
/// </summary>
internal sealed class ForwardAttempt : HttpTransformer, IDisposable
{
    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpContext _context;
    private readonly KeyValuePair<string, StringValues>[] _ownHeaders;
    private readonly Stream _body;
    private readonly WatchedBody? _watched;
    private readonly CancellationTokenSource? _deadline;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly AbortWatch _aborts;
    private readonly IHttpResponseBodyFeature _client;
    private readonly HeldBody _held;

    public ForwardAttempt(HttpContext context, TimeSpan fallbackAfter, TimeProvider time)
    {
        _context = context;
        _client = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _held = new(_client.Stream, time);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_held, _client));
        _ownHeaders = [.. context.Response.Headers];
        _body = context.Request.Body;
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        context.Features.Set<IHttpRequestLifetimeFeature>(_aborts = new(_lifetime));
        var method = context.Request.Method;
        IsSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        Sent = new(IsSafe);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true)
        {
            context.Request.Body = _watched = new(_body);
        }

        if (IsSafe)
        {
            _deadline = new(fallbackAfter);
        }
    }

    public bool IsSafe { get; }

    public SentEvidence Sent { get; }

    /// <summary>Ends the wait for the answer to a safe request.</summary>
    public CancellationToken Deadline => _deadline?.Token ?? CancellationToken.None;

    public bool ClientLeft => _aborts.ClientLeft;

    /// <summary>The service began to answer.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>The whole body of the answer was passed on.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The answer was 502, 503 or 504 and was not passed on.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Nothing was sent, or sending it again does no harm; and the local endpoint would find everything as it came.</summary>
    public bool MayRunAgain => (IsSafe || !Sent.AnythingSent) && _watched is not { WasRead: true } && !_context.Response.HasStarted;

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        EdgeHeaders.Claim(httpContext, proxyRequest);
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

        _deadline?.CancelAfter(Timeout.InfiniteTimeSpan);
        HasAnswer = true;
        var isUnavailable = proxyResponse.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        if (isUnavailable && IsSafe && MayRunAgain)
        {
            WasRefused = true;
            return false;
        }

        await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        KeepOwnHeaders(httpContext.Response.Headers);
        if (IsStream(proxyResponse))
        {
            await _held.ReleaseAsync(cancellationToken);
        }

        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        IsComplete = true;
        return base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>Gives the client what is still held of a whole answer.</summary>
    public Task ReleaseAsync() => _held.ReleaseAsync(_context.RequestAborted);

    /// <summary>Lets nothing more of a broken answer through. Afterwards it is certain whether the response has started.</summary>
    public Task DiscardAsync() => _held.DiscardAsync();

    /// <summary>Makes the response what it was before the attempt; only while it has not started.</summary>
    public void UndoResponse()
    {
        _context.Features.Set(_client);
        _context.Response.Clear();
        foreach (var (name, value) in _ownHeaders)
        {
            _context.Response.Headers[name] = value;
        }
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _held.Dispose();
        _context.Features.Set(_client);
        _context.Features.Set(_lifetime);
        if (_watched is not null)
        {
            _context.Request.Body = _body;
        }
    }

    // Each part is for the reader at once.
    private static bool IsStream(HttpResponseMessage response)
        => response.Content.Headers.ContentType?.MediaType is "text/event-stream" or "application/x-ndjson" or "multipart/x-mixed-replace";

    private void KeepOwnHeaders(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(EdgeHeaders.IsPolicy).ToList())
        {
            headers.Remove(name);
        }

        foreach (var (name, value) in _ownHeaders)
        {
            // The service may add to these two; of everything else there is one, and what this host set is right.
            if (!HeaderNames.Vary.Equals(name, StringComparison.OrdinalIgnoreCase) && !HeaderNames.SetCookie.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                headers[name] = value;
            }
        }
    }
}
