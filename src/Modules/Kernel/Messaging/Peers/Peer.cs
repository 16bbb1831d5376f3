namespace Monolith.Kernel.Messaging.Peers;

/// <summary>One address of a target: usually one process, as long as that runs.</summary>
internal sealed class Peer(Uri url, TimeProvider time)
{
    // Others are tried meanwhile; where there are none, this one is.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<Acquaintance>? _greeting;
    private Acquaintance? _known;
    private long? _failedAt;

    public Uri Url => url;

    /// <summary>What it has told of itself; null before it has.</summary>
    public Acquaintance? Known
    {
        get
        {
            lock (_lock)
            {
                return _known;
            }
        }
    }

    /// <summary>Not known to have failed lately.</summary>
    public bool IsHealthy
    {
        get
        {
            lock (_lock)
            {
                return _failedAt is not { } at || time.GetElapsedTime(at) >= Rest;
            }
        }
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failedAt = time.GetTimestamp();
        }
    }

    public void Answered()
    {
        lock (_lock)
        {
            _failedAt = null;
        }
    }

    /// <summary>What is known, unless that is too old; else who comes first greets, and whoever comes meanwhile waits for the same answer.</summary>
    public Task<Acquaintance> GreetAsync(Func<Task<Acquaintance>> greet, TimeSpan freshFor)
    {
        lock (_lock)
        {
            return _known is not null && !_known.IsOlderThan(freshFor, time) ? Task.FromResult(_known) : _greeting ??= RunAsync(greet);
        }
    }

    /// <summary>It is another process by now: what was known of the one before says nothing of it.</summary>
    public void Forget(Acquaintance known)
    {
        lock (_lock)
        {
            _known = ReferenceEquals(_known, known) ? null : _known;
        }
    }

    private async Task<Acquaintance> RunAsync(Func<Task<Acquaintance>> greet)
    {
        // Out of the lock.
        await Task.Yield();
        Acquaintance? met = null;
        try
        {
            return met = await greet();
        }
        finally
        {
            lock (_lock)
            {
                _known = met ?? _known;
                _greeting = null;
            }
        }
    }
}
