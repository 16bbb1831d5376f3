using System.Threading.RateLimiting;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>
/// One caller's fixed window. The framework's FixedWindowRateLimiter says of a refusal only how long a whole window is; the contract's headers
/// want the second in which this one ends.
/// </summary>
internal sealed class CallerWindow(int limit, TimeSpan window, TimeProvider time, Action? onDispose = null) : RateLimiter
{
    private readonly Lock _lock = new();
    private Action? _onDispose = onDispose;
    private DateTimeOffset _end = time.GetUtcNow() + window;
    private int _used;
    private long _refused;
    private long _granted;

    // Asked by the partitioned limiter, which forgets a caller some seconds after this is positive.
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                var idle = time.GetUtcNow() - _end;
                return idle > TimeSpan.Zero ? idle : null;
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            return new() { CurrentAvailablePermits = limit - _used, TotalFailedLeases = _refused, TotalSuccessfulLeases = _granted };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _end)
            {
                _end = now + window;
                _used = 0;
            }

            var granted = _used + permitCount <= limit;
            _used += granted ? permitCount : 0;
            _granted += granted ? 1 : 0;
            _refused += granted ? 0 : 1;
            return new WindowLease(granted, limit - _used, _end, _end - now);
        }
    }

    // Nobody waits for a permit: a refusal is an answer.
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        => ValueTask.FromResult(AttemptAcquireCore(permitCount));

    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _onDispose, null)?.Invoke();
        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        Interlocked.Exchange(ref _onDispose, null)?.Invoke();
        return base.DisposeAsyncCore();
    }
}
