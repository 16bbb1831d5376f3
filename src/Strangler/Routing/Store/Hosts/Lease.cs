using Microsoft.Extensions.Logging;

namespace Monolith.Strangler.Routing.Store.Hosts;

/// <summary>
/// How long this host may go on by the flags it has without being in touch with the store. Others can then reckon with it: a host that cannot be reached
/// is the monolith's, for everything, one lease after it last was. The timer swaps the snapshot; no request looks at a clock.
/// </summary>
internal sealed partial class Lease : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RoutingState _state;
    private readonly TimeProvider _time;
    private readonly TimeSpan _length;
    private readonly ILogger<Lease> _logger;
    private readonly ITimer _timer;
    private long _since;
    private bool _ended;

    public Lease(RoutingState state, StranglerSettings settings, TimeProvider time, ILogger<Lease> logger)
    {
        _state = state;
        _time = time;
        _length = settings.Lease;
        _logger = logger;
        _timer = time.CreateTimer(_ => Look(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins it anew.</summary>
    /// <param name="since">A timestamp from before the store was asked: what it answered may be that old.</param>
    public void Renew(long since)
    {
        lock (_lock)
        {
            _since = since;
            Arm();
        }

        Look();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            var ended = _time.GetElapsedTime(_since) >= _length;
            if (ended != _ended)
            {
                _ended = ended;
                Log(ended);
                _state.SetInTouch(!ended);
            }
            else if (!ended)
            {
                Arm();
            }
        }
    }

    private void Arm()
    {
        var left = _length - _time.GetElapsedTime(_since);
        _timer.Change(left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Log(bool ended)
    {
        if (ended)
        {
            LogEnded(_length);
        }
        else
        {
            LogRenewed();
        }
    }

    [LoggerMessage(EventIds.LeaseEnded, LogLevel.Error, "The flags' store was not reached for {Length}: everything is the monolith's until it is")]
    private partial void LogEnded(TimeSpan length);

    [LoggerMessage(EventIds.LeaseRenewed, LogLevel.Information, "The flags' store confirms the flags again; they are in use")]
    private partial void LogRenewed();
}
