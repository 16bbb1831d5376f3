using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Idempotency;
using Monolith.Strangler.Routing.Forwarding.Bodies;
using Monolith.Strangler.Routing.Forwarding.Http1;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// One request on its way to another server and the answer on its way back, both unchanged but for what belongs to the edge; and the evidence of how far
/// it came. Puts its own request body into the request's context while it lasts, and takes it out again.
/// </summary>
internal abstract class Exchange : IDisposable
{
    private readonly KeyValuePair<string, StringValues>[] _ownHeaders;
    private readonly Stream _originalBody;
    private readonly LongLivedConnections _longLived;
    private LongLivedConnection? _stream;

    /// <param name="way">The request, and where it goes.</param>
    /// <param name="isSubstitutable">Whether somebody else could answer: then the beginning of the answer is held back, and small bodies of repeatable requests are kept.</param>
    protected Exchange(ForwardingWay way, bool isSubstitutable)
    {
        (Context, Server, Limits, _longLived) = (way.Context, way.Server, way.Limits, way.LongLived);
        IsSubstitutable = isSubstitutable;
        IsSafe = HttpMethods.IsGet(Context.Request.Method) || HttpMethods.IsHead(Context.Request.Method) || HttpMethods.IsOptions(Context.Request.Method);
        IsRepeatable = isSubstitutable && (IsSafe || HasKey(Context));
        Patience = Limits.Patience.Rent();
        Client = Context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _ownHeaders = Context.Response.Headers.Count == 0 ? [] : [.. Context.Response.Headers];
        _originalBody = Context.Request.Body;
        if (Context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true)
        {
            Context.Request.Body = Body = new(_originalBody, Patience, IsRepeatable);
        }

        Patience.Begin(IsRepeatable ? Limits.Fallback : Limits.Activity);
    }

    /// <summary>The server began to answer.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>The answer was 502, 503 or 504 and was not passed on.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Whether running it on both sides does no harm: by its method, or because its endpoint runs each key once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Nothing of the client's or the server's is lost: another endpoint would find the request as it came, and the client has no answer yet.</summary>
    public bool CanBeUndone => Body is not { CanBeReadAgain: false } && !Context.Response.HasStarted;

    /// <summary>It waited too long: for the head of the answer, or between two parts of what came after it.</summary>
    public bool RanOut => Patience.RanOut;

    /// <summary>The host's own limit for the whole request is over; that looks like a client that left.</summary>
    public bool TimedOut => Context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    /// <summary>It is proved that nothing was sent.</summary>
    public abstract bool NothingSent { get; }

    /// <summary>It ended because no connection could be made.</summary>
    public bool HasNoConnection { get; protected set; }

    /// <summary>The client is to blame: it left, sent a broken body, or did not take the answer.</summary>
    public abstract bool IsClientsFault { get; }

    /// <summary>What to tell a client that is to blame: 400, 408 or 413.</summary>
    public int ClientsStatus { get; protected set; } = StatusCodes.Status400BadRequest;

    protected HttpContext Context { get; }

    protected ExtractedService Server { get; }

    protected ForwardingLimits Limits { get; }

    protected Patience Patience { get; }

    /// <summary>By its method (RFC 9110, 9.2.1).</summary>
    protected bool IsSafe { get; }

    protected bool IsSubstitutable { get; }

    /// <summary>Null for a request that cannot have one.</summary>
    protected RequestBody? Body { get; }

    /// <summary>Where the answer goes.</summary>
    protected IHttpResponseBodyFeature Client { get; }

    /// <summary>An exchange in the protocol that the request and the server need.</summary>
    public static Exchange Begin(ForwardingWay way, IHttpForwarder forwarder, bool isSubstitutable)
        => way.Server.Address.IsHttp2 || LongLivedUpgrade.IsAskedFor(way.Context) ? new ForwarderExchange(way, forwarder, isSubstitutable) : new Http1Exchange(way, isSubstitutable);

    /// <summary>Forwards. Once; what went wrong is in the properties afterwards, and it is certain whether the response has started.</summary>
    /// <returns>Whether the client was given the whole answer.</returns>
    public abstract ValueTask<bool> RunAsync();

    /// <summary>Makes the response what it was before the exchange; only while it has not started.</summary>
    public virtual void UndoResponse()
    {
        Context.Response.Clear();
        foreach (var (name, value) in _ownHeaders)
        {
            Context.Response.Headers[name] = value;
        }
    }

    /// <summary>The next endpoint reads the body from its beginning.</summary>
    public void GiveBack() => Body?.Rewind();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _stream?.Dispose();
        if (Body is { IsRewound: false })
        {
            Context.Request.Body = _originalBody;
        }

        Patience.Dispose();
    }

    /// <summary>The head of the answer is there.</summary>
    /// <returns>Whether the client gets it.</returns>
    protected bool Accept(int status)
    {
        HasAnswer = true;
        Patience.Continue(Limits.Activity);
        WasRefused = status is StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout && IsRepeatable && CanBeUndone;
        return !WasRefused;
    }

    /// <summary>Whether a header of the answer is for the client: not one of a policy that is applied here, nor one that this host has set itself and of which there is one.</summary>
    protected bool IsForTheClient(string name)
    {
        if (!Server.KeepsPolicies && EdgePolicies.Contain(name))
        {
            return false;
        }

        foreach (var (own, _) in _ownHeaders)
        {
            if (own.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return MayBeAddedTo(name);
            }
        }

        return true;
    }

    /// <summary>The same, after all of the answer's headers were added to the response.</summary>
    protected void RestoreOwnHeaders()
    {
        var headers = Context.Response.Headers;
        if (!Server.KeepsPolicies)
        {
            foreach (var name in headers.Keys.Where(EdgePolicies.Contain).ToList())
            {
                headers.Remove(name);
            }
        }

        foreach (var (name, value) in _ownHeaders)
        {
            if (!MayBeAddedTo(name))
            {
                headers[name] = value;
            }
        }
    }

    /// <summary>Whether each part of such an answer is for the reader at once.</summary>
    protected static bool IsStream(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var parameters = mediaType.IndexOf(';');
        mediaType = (parameters < 0 ? mediaType : mediaType[..parameters]).Trim();
        return mediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("multipart/x-mixed-replace", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Counts the answer among the long-lived ones.</summary>
    /// <param name="patience">For the next byte.</param>
    /// <returns>Cancelled when the client is to be asked to close.</returns>
    protected CancellationToken BeginStream(TimeSpan patience)
    {
        OutliveTheTimeouts(patience);
        _stream = _longLived.Add(Context);
        return _stream.Closing;
    }

    /// <param name="patience">For the next byte.</param>
    protected void OutliveTheTimeouts(TimeSpan patience)
    {
        Context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        Patience.Continue(patience);
    }

    private static bool MayBeAddedTo(string name)
        => HeaderNames.Vary.Equals(name, StringComparison.OrdinalIgnoreCase) || HeaderNames.SetCookie.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool HasKey(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<IdempotentByKeyAttribute>() is not null && IdempotentByKeyAttribute.TryRead(context.Request.Headers, out _);
}
