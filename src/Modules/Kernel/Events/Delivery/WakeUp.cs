using System.Threading.Channels;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>When a lane is to look again: when it is told, when a retry or the end of a pause is due, and by and by without any of them.</summary>
internal sealed class WakeUp(TimeProvider time)
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private long _retry = long.MaxValue;
    private long _pauseEnd = long.MinValue;

    public bool IsPaused => time.GetTimestamp() < Interlocked.Read(ref _pauseEnd);

    public void Now() => _bell.Writer.TryWrite(true);

    /// <summary>After that time; of several the earliest counts.</summary>
    public void In(TimeSpan wait)
    {
        lock (_lock)
        {
            _retry = Math.Min(_retry, After(wait));
        }

        // Whoever waits has reckoned with another time.
        Now();
    }

    public void Pause(TimeSpan pause)
    {
        Interlocked.Exchange(ref _pauseEnd, After(pause));
        Now();
    }

    /// <summary>Until there is reason to look, or to find out how long the pause still is.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), patience, Left(atMost), Timeout.InfiniteTimeSpan);
        try
        {
            await _bell.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has come.
        }
    }

    private TimeSpan Left(TimeSpan atMost)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var due = Math.Min(After(atMost), _retry);
            if (_retry <= now)
            {
                _retry = long.MaxValue;
            }

            due = Math.Max(due, Interlocked.Read(ref _pauseEnd));
            return due <= now ? TimeSpan.Zero : time.GetElapsedTime(now, due) + TimeSpan.FromMilliseconds(1);
        }
    }

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
}
