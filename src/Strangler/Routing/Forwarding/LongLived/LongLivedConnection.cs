using Microsoft.AspNetCore.Http;

namespace Monolith.Strangler.Routing.Forwarding.LongLived;

/// <summary>One event stream or WebSocket between a client and a service, from its answer's head to its end.</summary>
internal sealed class LongLivedConnection : IDisposable
{
    /// <summary>How long a client may take to close after it was asked.</summary>
    internal static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private readonly LongLivedConnections _all;
    private readonly ILongLivedRoute? _route;
    private readonly CancellationTokenSource _closing;
    private readonly ITimer _cut;
    private readonly CancellationTokenRegistration _asked;
    private int _isLeaving;

    public LongLivedConnection(LongLivedConnections all, HttpContext context, TimeProvider time)
    {
        _all = all;
        _route = context.Features.Get<ILongLivedRoute>();
        _closing = new(Timeout.InfiniteTimeSpan, time);
        _cut = time.CreateTimer(static state => ((HttpContext)state!).Abort(), context, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _asked = _closing.Token.UnsafeRegister(static state => ((ITimer)state!).Change(ClosingTime, Timeout.InfiniteTimeSpan), _cut);
    }

    /// <summary>Cancelled when the client is to be asked to close.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Whether the connection's route still leads to the service; true where nobody can tell.</summary>
    public bool IsWanted => _route?.IsStillForService() ?? true;

    /// <summary>Asks the client to close after the grace; a second call before that changes nothing.</summary>
    /// <returns>True for the first call.</returns>
    public bool Leave(TimeSpan grace)
    {
        if (Interlocked.Exchange(ref _isLeaving, 1) != 0)
        {
            return false;
        }

        Schedule(grace);
        return true;
    }

    /// <summary>Its route came back to the service before the grace was over.</summary>
    public void Stay()
    {
        if (Interlocked.Exchange(ref _isLeaving, 0) != 0)
        {
            Schedule(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Asks the client to close now.</summary>
    public void Close() => Schedule(TimeSpan.Zero);

    public void Dispose()
    {
        _all.Remove(this);
        _asked.Dispose();
        _cut.Dispose();
        _closing.Dispose();
    }

    private void Schedule(TimeSpan after)
    {
        try
        {
            _closing.CancelAfter(after);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }
}
