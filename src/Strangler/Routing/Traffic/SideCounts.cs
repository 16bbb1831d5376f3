namespace Monolith.Strangler.Routing.Traffic;

/// <summary>What one side of one route answered.</summary>
internal sealed class SideCounts(TimeProvider time)
{
    private readonly SecondsRing _lastMinute = new(time);
    private readonly LatencyWindow _latency = new(time);
    private long _requests;
    private long _errors;

    /// <summary>Requests since the host started.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Of those: answered 5xx, cut short or fallen back.</summary>
    public long Errors => Volatile.Read(ref _errors);

    public (long Requests, long Errors) LastMinute() => _lastMinute.Sum();

    /// <summary>Of the last minute; null when there was no request.</summary>
    public LatencyFigures? Latency() => _latency.Read();

    /// <param name="error">Answered 5xx, cut short or fallen back.</param>
    /// <param name="duration">From the request to its answer.</param>
    /// <param name="at">When it ended, as a timestamp of the time provider: read once for everything that counts it.</param>
    public void Add(bool error, TimeSpan duration, long at)
    {
        Interlocked.Increment(ref _requests);
        if (error)
        {
            Interlocked.Increment(ref _errors);
        }

        _lastMinute.Add(error, at);
        _latency.Add(duration, at);
    }
}
