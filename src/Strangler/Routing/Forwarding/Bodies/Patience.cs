namespace Monolith.Strangler.Routing.Forwarding.Bodies;

/// <summary>
/// Everything one exchange waits for: the answer's head, the next byte, and the moment after which what is held back goes on. One timer that ticks while the
/// exchange lasts instead of one for each wait, and both are used again: in the usual case an exchange ends before the first tick and arms nothing.
/// </summary>
internal sealed class Patience : IDisposable
{
    /// <summary>Every wait may end this much late.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly PatiencePool _pool;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private CancellationTokenSource _ranOut = new();
    private HeldBody? _held;
    private TimeSpan _wait;
    private long _since;
    private long _heldSince;
    private bool _inUse;
    private bool _isTicking;

    public Patience(PatiencePool pool, TimeProvider time)
    {
        _pool = pool;
        _time = time;
        _timer = time.CreateTimer(static state => ((Patience)state!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when a wait took too long.</summary>
    public CancellationToken Token => _ranOut.Token;

    public bool RanOut => _ranOut.IsCancellationRequested;

    /// <summary>Waits for the next sign of life this long.</summary>
    public void Begin(TimeSpan wait)
    {
        lock (_lock)
        {
            _inUse = true;
            _wait = wait;
            Volatile.Write(ref _since, _time.GetTimestamp());
            if (!_isTicking)
            {
                _isTicking = true;
                _timer.Change(Tick, Tick);
            }
        }
    }

    /// <summary>Something moved, in either direction.</summary>
    public void Touch() => Volatile.Write(ref _since, _time.GetTimestamp());

    /// <summary>From now on waits this long for each sign of life; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public void Continue(TimeSpan wait)
    {
        lock (_lock)
        {
            _wait = wait;
        }

        Touch();
    }

    /// <summary>Releases the body when its time is over.</summary>
    public void Release(HeldBody held)
    {
        lock (_lock)
        {
            _held = held;
            _heldSince = _time.GetTimestamp();
        }
    }

    /// <summary>Ends the waits. What <see cref="Token"/> was given to must be done with it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _inUse = false;
            _held = null;
        }

        if (!_ranOut.TryReset())
        {
            // Not disposed: it may still be telling others, and holds nothing that the collector would not find.
            _ranOut = new();
        }

        _pool.Return(this);
    }

    public void Retire()
    {
        _timer.Dispose();
        _ranOut.Dispose();
    }

    private void OnTick()
    {
        HeldBody? late = null;
        lock (_lock)
        {
            if (!_inUse)
            {
                _isTicking = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }

            if (_held is not null && _time.GetElapsedTime(_heldSince) >= HeldBody.LongestHeld)
            {
                (late, _held) = (_held, null);
            }

            if (_wait != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(Volatile.Read(ref _since)) >= _wait)
            {
                // Cancelled before the lock is left, so that the next exchange never gets this one's; who waits hears of it on a thread of its own.
                _ = _ranOut.CancelAsync();
            }
        }

        late?.ReleaseLate();
    }
}
