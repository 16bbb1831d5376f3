namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>
/// Spares requests the wait for a service that does not answer. After some failures in a row it stays open for a while; then one request at a time may try,
/// and the first sign of life closes it. No locks: a request more or less that tries does no harm.
/// </summary>
internal sealed class Breaker(int failuresToOpen, TimeSpan openFor, TimeProvider time)
{
    private const long Closed = 0;

    private readonly long _openTicks = (long)(openFor.TotalSeconds * time.TimestampFrequency);
    private int _failures;
    private long _nextTry = Closed;

    public bool IsOpen => Volatile.Read(ref _nextTry) != Closed;

    /// <summary>Whether this request may try the service.</summary>
    public bool Allows()
    {
        var nextTry = Volatile.Read(ref _nextTry);
        if (nextTry == Closed)
        {
            return true;
        }

        // Whoever moves the time of the next try is the one that tries. Should its client go away, the next one comes after another while.
        var now = time.GetTimestamp();
        return now >= nextTry && Interlocked.CompareExchange(ref _nextTry, now + _openTicks, nextTry) == nextTry;
    }

    /// <summary>The service answered something.</summary>
    /// <returns>True when that closed the breaker.</returns>
    public bool Answered()
    {
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }

        return IsOpen && Interlocked.Exchange(ref _nextTry, Closed) != Closed;
    }

    /// <summary>The service could not be reached, or did not begin to answer in time.</summary>
    /// <returns>True when that opened the breaker.</returns>
    public bool Failed()
        => Interlocked.Increment(ref _failures) >= failuresToOpen
            && Interlocked.Exchange(ref _nextTry, time.GetTimestamp() + _openTicks) == Closed;
}
