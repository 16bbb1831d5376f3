using System.Net;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Idempotency;
using Monolith.Strangler.Routing.Forwarding.Connections;
using Monolith.Strangler.Routing.Forwarding.LongLived;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>A request tried on a service: keeps what is needed to judge the end, and to undo everything before the local endpoint answers instead.</summary>
internal sealed class ForwardAttempt : Exchange
{
    private ForwardAttempt(HttpContext context, ExtractedService service, ForwardingLimits limits, LongLivedConnections longLived, bool isRepeatable)
        : base(context, service, limits, longLived, isRepeatable ? limits.Fallback : limits.Activity, holds: true, keepsBody: isRepeatable)
        => IsRepeatable = isRepeatable;

    /// <summary>Whether running it on both sides does no harm: by its method, or because its endpoint runs each key once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>The answer was 502, 503 or 504 and was not passed on.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Nothing of the client's or the service's is lost: the local endpoint would find the request as it came, and the client has no answer yet.</summary>
    public bool CanBeUndone => Body is not { CanBeReadAgain: false } && !Context.Response.HasStarted;

    /// <summary>Its features are in the context until it is disposed.</summary>
    public static ForwardAttempt Begin(HttpContext context, ExtractedService service, ForwardingLimits limits, LongLivedConnections longLived)
    {
        var method = context.Request.Method;
        var isRepeatable = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
            || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentByKeyAttribute>() is not null && IdempotentByKeyAttribute.TryRead(context.Request.Headers, out _);
        return new(context, service, limits, longLived, isRepeatable);
    }

    /// <summary>
    /// Whether it is proved that nothing was sent. Over HTTP/1.1 the connection's bytes tell; over HTTP/2 only that there was no connection does. What a service
    /// refused there by REFUSED_STREAM or GOAWAY before processing it (RFC 9113, 8.7), the handler has sent again by itself.
    /// </summary>
    public bool NothingSent() => HasNoConnection() || Sent is { AnythingSent: false };

    /// <summary>Whether it ended because there was no connection to the service, at the first try.</summary>
    public bool HasNoConnection()
        => Context.Features.Get<IForwarderErrorFeature>()?.Exception is HttpRequestException { InnerException: NoConnectionException } && Sent is not { AnythingSent: true };

    /// <summary>The local endpoint reads the body from its beginning.</summary>
    public void GiveBack() => Body?.Rewind();

    protected override bool IsPassedOn(HttpResponseMessage response)
    {
        var isUnavailable = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        WasRefused = isUnavailable && IsRepeatable && CanBeUndone;
        return !WasRefused;
    }
}
