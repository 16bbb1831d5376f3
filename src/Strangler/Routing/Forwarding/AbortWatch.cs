using Microsoft.AspNetCore.Http.Features;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Tells a connection that was aborted here, because an answer broke off, from one that the client gave up: afterwards both look the same.</summary>
internal sealed class AbortWatch(IHttpRequestLifetimeFeature inner) : IHttpRequestLifetimeFeature
{
    private volatile bool _abortedHere;

    public CancellationToken RequestAborted
    {
        get => inner.RequestAborted;
        set => inner.RequestAborted = value;
    }

    public bool ClientLeft => !_abortedHere && inner.RequestAborted.IsCancellationRequested;

    public void Abort()
    {
        _abortedHere = !inner.RequestAborted.IsCancellationRequested;
        inner.Abort();
    }
}
